import { expect, test } from '../commands-fixtures';
import { atNoon } from '../event-times';

declare module 'ngx-calendar-sync/google' {
  interface OwnEventProperties {
    patient: string;
    visits: { readonly count: number };
  }
}

test.describe('fields of events', () => {
  test('guests, reminders, visibility and transparency: Google holds what is written, and an edit of one keeps the others', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    await commands.openAs(ada);
    await page.evaluate(async (email) => {
      const event = await service.addEvent('primary', {
        title: 'Plan',
        start: '2026-06-10T12:00',
        attendees: [{ email, optional: true }, { email: 'eve@elsewhere.example' }],
        reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
        visibility: 'private',
        transparency: 'transparent',
        guestsCanModify: true,
        source: { title: 'Wiki', url: 'https://wiki.example/plan' },
        attachments: [{ title: 'Slides', fileUrl: 'https://drive.example/slides' }],
      });
      await service.updateEvent('primary', { ...event, title: 'New plan' });
    }, ben);
    expect(await google.event(ada, 'New plan')).toMatchObject({
      attendees: [
        { email: ben, optional: true, responseStatus: 'needsAction' },
        { email: 'eve@elsewhere.example', responseStatus: 'needsAction' },
      ],
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
      visibility: 'private',
      transparency: 'transparent',
      guestsCanModify: true,
      source: { title: 'Wiki', url: 'https://wiki.example/plan' },
      attachments: [{ title: 'Slides', fileUrl: 'https://drive.example/slides' }],
    });
    expect((await google.event(ben, 'New plan')).organizer?.email).toBe(ada);

    const read = await page.evaluate(async () => {
      const [event] = await service.getEvents('primary', '2026-06-10', '2026-06-11');
      const { attendees, organizer, reminders, visibility, transparency, source } = event ?? {};
      const guests = attendees?.map(({ email, optional }) => [email, optional ?? false]);
      return { guests, organizer, reminders, visibility, transparency, source };
    });
    expect(read).toMatchObject({
      guests: [
        [ben, true],
        ['eve@elsewhere.example', false],
      ],
      organizer: { email: ada, self: true },
      reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] },
      visibility: 'private',
      transparency: 'transparent',
      source: { title: 'Wiki', url: 'https://wiki.example/plan' },
    });
  });

  test('null: removes guests, reminders, visibility and transparency of an event', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const { id } = await google.insert(ada, {
      summary: 'Plan',
      ...atNoon('2026-06-10'),
      attendees: [{ email: ben }],
      reminders: { useDefault: false },
      visibility: 'private',
      transparency: 'transparent',
    });
    await commands.openAs(ada);
    await page.evaluate(
      (eventId) =>
        service.updateEvent('primary', {
          id: eventId,
          attendees: null,
          reminders: null,
          visibility: null,
          transparency: null,
        }),
      id,
    );
    const { attendees, reminders, visibility, transparency } = await google.event(ada, 'Plan');
    expect(attendees ?? []).toEqual([]);
    expect(reminders).toEqual({ useDefault: true });
    expect(visibility ?? 'default').toBe('default');
    expect(transparency ?? 'opaque').toBe('opaque');
    expect((await google.event(ben, 'Plan')).status).toBe('cancelled');
  });

  test('ownProperties: the app’s own properties are stored with the event, and an event has them under their names', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada, { ownProperties: { patient: 'text', visits: 'json' } });
    const read = await page.evaluate(async () => {
      const event = await service.addEvent('primary', {
        title: 'Visit',
        start: '2026-06-10T12:00',
        patient: 'Bea',
        visits: { count: 1 },
      });
      await service.updateEvent('primary', { ...event, visits: { count: 2 } });
      const [listed] = await service.getEvents('primary', '2026-06-10', '2026-06-11');
      return { patient: listed?.patient, count: listed?.visits?.count };
    });
    expect(read).toEqual({ patient: 'Bea', count: 2 });
    expect((await google.event(ada, 'Visit')).extendedProperties).toEqual({
      private: { patient: 'Bea', visits: '{"count":2}' },
    });

    await page.evaluate(async () => {
      const [listed] = await service.getEvents('primary', '2026-06-10', '2026-06-11');
      await service.updateEvent('primary', { id: listed?.id ?? '', patient: null });
    });
    expect((await google.event(ada, 'Visit')).extendedProperties).toEqual({
      private: { visits: '{"count":2}' },
    });
  });

  test('status events: are read as what they are, and written with what Google demands of them', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await google.insert(ada, {
      summary: 'Away',
      eventType: 'outOfOffice',
      start: { dateTime: '2026-06-10T08:00:00+02:00' },
      end: { dateTime: '2026-06-10T18:00:00+02:00' },
      transparency: 'opaque',
      outOfOfficeProperties: { autoDeclineMode: 'declineAllConflictingInvitations' },
    });
    await commands.openAs(ada);
    const away = await page.evaluate(async () => {
      const [event] = await service.getEvents('primary', '2026-06-10', '2026-06-11');
      const { eventType, outOfOfficeProperties } = event ?? {};
      return { eventType, mode: outOfOfficeProperties?.autoDeclineMode };
    });
    expect(away).toEqual({ eventType: 'outOfOffice', mode: 'declineAllConflictingInvitations' });

    await page.evaluate(async () => {
      await service.addEvent('primary', {
        title: 'Writing',
        eventType: 'focusTime',
        start: '2026-06-11T09:00',
        end: '2026-06-11T11:00',
        focusTimeProperties: { chatStatus: 'doNotDisturb' },
      });
      await service.addEvent('primary', {
        title: 'Home',
        eventType: 'workingLocation',
        start: '2026-06-12',
        workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
      });
    });
    expect(await google.event(ada, 'Writing')).toMatchObject({
      eventType: 'focusTime',
      focusTimeProperties: { chatStatus: 'doNotDisturb' },
    });
    expect(await google.event(ada, 'Home')).toMatchObject({
      eventType: 'workingLocation',
      transparency: 'transparent',
      visibility: 'public',
      workingLocationProperties: { type: 'homeOffice' },
    });
  });

  test('status events: what Google would refuse is invalid-event before anything is sent', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    await commands.openAs(ada);
    const code = await page.evaluate(
      (email) =>
        errorCode(
          service.addEvent('primary', {
            title: 'Away',
            eventType: 'outOfOffice',
            start: '2026-06-11T09:00',
            attendees: [{ email }],
          }),
        ),
      ben,
    );
    expect(code).toBe('invalid-event');
    expect(await google.pageWrites()).toEqual([]);
  });
});
