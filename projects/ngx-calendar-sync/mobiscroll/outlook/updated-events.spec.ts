import type { OutlookBrowser } from '../../outlook/specs/outlook-browser';
import { JUNE, MobiscrollApp } from './specs/mobiscroll-app';

describe('outlookCalendarSync: events that were edited', () => {
  let app: MobiscrollApp;
  let browser: OutlookBrowser;

  beforeEach(async () => {
    app = await MobiscrollApp.ofUser();
    ({ browser } = app);
  });
  // Nothing of an app of one spec may be there in the next one.
  afterEach(() => app.end());

  const signedIn = () => app.signedIn();
  const stored = (id: string) => app.stored(id);

  it('updateEvent: a new time and an edited outlookEvent are written; what somebody else has changed stays', async () => {
    const id = await browser.add('Talk', '2026-06-05', { location: { displayName: 'Room 1' } });
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await browser.graph('PATCH', `me/events/${encodeURIComponent(id)}`, {
      location: { displayName: 'Room 2' },
    });
    const updated = await sync.updateEvent(calendarId, {
      ...event,
      start: new Date('2026-06-05T11:00:00Z'),
      end: new Date('2026-06-05T12:00:00Z'),
      outlookEvent: {
        ...event?.outlookEvent,
        body: { contentType: 'text', content: 'Bring slides' },
      },
    });
    expect(new Date(updated.start).toISOString()).toBe('2026-06-05T11:00:00.000Z');
    const { body, location } = await stored(id);
    expect(body?.content).toContain('Bring slides');
    expect(location?.displayName).toBe('Room 2');
  });

  it('updateEvent: an event that was read before somebody else changed it has only its own edit written', async () => {
    const id = await browser.add('Talk', '2026-06-05', {
      location: { displayName: 'Room 1' },
      body: { contentType: 'text', content: 'Agenda' },
      categories: ['Mine'],
    });
    const [sync, calendarId] = await signedIn();
    const [earlier] = await sync.getEvents(calendarId, ...JUNE);
    await browser.graph('PATCH', `me/events/${encodeURIComponent(id)}`, {
      location: { displayName: 'Room 2' },
      body: { contentType: 'text', content: 'New agenda' },
      attendees: [{ emailAddress: { address: 'eve@example.com' }, type: 'required' }],
      categories: ['Mine', 'Theirs'],
      start: { dateTime: '2026-06-05T13:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-06-05T14:00:00', timeZone: 'UTC' },
    });
    await sync.getEvents(calendarId, ...JUNE);
    const updated = await sync.updateEvent(calendarId, { ...earlier, title: 'Late talk' });
    expect(updated.title).toBe('Late talk');
    const { subject, location, body, attendees, categories, start } = await stored(id);
    expect([subject, location?.displayName, categories]).toEqual([
      'Late talk',
      'Room 2',
      ['Mine', 'Theirs'],
    ]);
    expect(body?.content).toContain('New agenda');
    expect(attendees?.map(({ emailAddress }) => emailAddress?.address)).toEqual([
      'eve@example.com',
    ]);
    expect(start?.dateTime).toContain('T13:00');
  });

  it('updateEvent: what both have changed is a conflict, and theirs stays', async () => {
    const id = await browser.add('Talk', '2026-06-05');
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await browser.graph('PATCH', `me/events/${encodeURIComponent(id)}`, { subject: 'Theirs' });
    await expectAsync(sync.updateEvent(calendarId, { ...event, title: 'Mine' })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'conflict' }),
    );
    expect((await stored(id)).subject).toBe('Theirs');
  });

  it('updateEvent: the same copy edited again and again is written each time', async () => {
    const id = await browser.add('Talk', '2026-06-05');
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await sync.updateEvent(calendarId, { ...event, title: 'First' });
    await sync.updateEvent(calendarId, { ...event, title: 'Second' });
    expect((await stored(id)).subject).toBe('Second');
  });

  it('updateEvent: a copy from before signOut() is written where the event is the same, and refused where it is not', async () => {
    const id = await browser.add('Talk', '2026-06-05', { location: { displayName: 'Room 1' } });
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    await sync.signOut();
    await sync.signIn();
    const outlookEvent = { ...event?.outlookEvent, location: { displayName: 'Room 2' } };
    await sync.updateEvent(calendarId, { ...event, outlookEvent });
    expect((await stored(id)).location?.displayName).toBe('Room 2');
    await sync.signOut();
    await sync.signIn();
    await expectAsync(sync.updateEvent(calendarId, { ...event })).toBeRejectedWith(
      jasmine.objectContaining({ code: 'conflict' }),
    );
  });

  it('updateEvent: an emptied member of outlookEvent is removed, also where it was edited in place', async () => {
    const id = await browser.add('Talk', '2026-06-05', { location: { displayName: 'Room 1' } });
    const [sync, calendarId] = await signedIn();
    const [event] = await sync.getEvents(calendarId, ...JUNE);
    Object.assign(event?.outlookEvent ?? {}, { location: { displayName: '' } });
    await sync.updateEvent(calendarId, { ...event });
    expect((await stored(id)).location?.displayName ?? '').toBe('');
  });

  for (const { written, expected } of [
    { written: { reminderMinutesBeforeStart: 45 }, expected: [true, 45] },
    { written: { isReminderOn: true, reminderMinutesBeforeStart: 5 }, expected: [true, 5] },
    { written: { isReminderOn: false, reminderMinutesBeforeStart: 5 }, expected: [false] },
  ]) {
    it(`addEvent: a reminder written as ${JSON.stringify(written)} is stored`, async () => {
      const [sync, calendarId] = await signedIn();
      const { id } = await sync.addEvent(calendarId, {
        title: 'Job',
        start: new Date('2026-06-05T09:00:00Z'),
        end: new Date('2026-06-05T10:00:00Z'),
        outlookEvent: written,
      });
      const { isReminderOn, reminderMinutesBeforeStart } = await stored(id);
      expect([isReminderOn, reminderMinutesBeforeStart]).toEqual(jasmine.arrayContaining(expected));
    });
  }

  for (const { isReminderOn, title, edited, expected } of [
    { isReminderOn: true, title: 'Talk', edited: 45, expected: [true, 45] },
    { isReminderOn: true, title: 'New', edited: 15, expected: [true, 15] },
    { isReminderOn: false, title: 'New', edited: 45, expected: [false] },
  ]) {
    it(`updateEvent: with a reminder that is ${isReminderOn ? 'on' : 'off'}, the title ${title} and ${String(edited)} minutes, it is ${String(expected)}`, async () => {
      const before = { isReminderOn, reminderMinutesBeforeStart: 15 };
      const id = await browser.add('Talk', '2026-06-05', before);
      const [sync, calendarId] = await signedIn();
      const [event] = await sync.getEvents(calendarId, ...JUNE);
      await sync.updateEvent(calendarId, {
        ...event,
        title,
        outlookEvent: { ...event?.outlookEvent, reminderMinutesBeforeStart: edited },
      });
      const after = await stored(id);
      expect([after.isReminderOn, after.reminderMinutesBeforeStart]).toEqual(
        jasmine.arrayContaining(expected),
      );
    });
  }
});
