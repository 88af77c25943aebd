import { expect, test } from '../commands-fixtures';
import { atNoon, onDay } from '../event-times';

const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };
const TEN_MINUTES_MS = 600_000;

test.describe('commands of events', () => {
  test('quickAdd: Google reads the day and the time from the text', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await google.setClock('2026-06-08T08:00:00Z');
    await commands.openAs(ada);
    await page.evaluate((view) => {
      components.setView('June', view);
    }, JUNE);
    const title = await page.evaluate(async () => {
      const event = await service.quickAdd('primary', 'Lunch tomorrow at noon', {
        sendUpdates: 'all',
      });
      return event.title;
    });
    expect(title).toBe('Lunch');
    await expect(commands.titles('June')).toHaveText(['Lunch']);
    expect((await google.event(ada, 'Lunch')).start?.dateTime).toBe('2026-06-09T12:00:00+02:00');
    expect(await google.pageWrites()).toMatchObject([{ query: { sendUpdates: 'all' } }]);
  });

  test('quickAdd: a text without words is invalid-request, and nothing is sent', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada);
    expect(await page.evaluate(() => errorCode(service.quickAdd('primary', ' ')))).toBe(
      'invalid-request',
    );
    expect(await google.pageWrites()).toEqual([]);
  });

  test('respond: the organizer sees the answer and the comment, and the other guests keep theirs', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    await google.insert(ben, {
      id: 'plan0',
      summary: 'Plan',
      ...atNoon('2026-06-10'),
      attendees: [
        { email: 'cleo@elsewhere.example', responseStatus: 'tentative', comment: 'Perhaps' },
        { email: ada },
        { email: 'dan@elsewhere.example', responseStatus: 'accepted' },
      ],
    });
    await commands.openAs(ada);
    const shown = await page.evaluate(async () => {
      const [invitation] = await service.getEvents('primary', '2026-06-01', '2026-07-01');
      if (!invitation) {
        throw new Error('There is no invitation.');
      }
      const answered = await service.respond(invitation, 'declined', {
        comment: 'I am away',
        sendUpdates: 'all',
      });
      return answered.attendees?.find(({ self }) => self)?.responseStatus;
    });
    expect(shown).toBe('declined');
    const { attendees } = await google.event(ben, 'Plan');
    const answers = attendees?.map(({ email, responseStatus, comment }) =>
      [email, responseStatus, comment].join(' '),
    );
    expect(answers?.sort()).toEqual([
      `${ada} declined I am away`,
      'cleo@elsewhere.example tentative Perhaps',
      'dan@elsewhere.example accepted ',
    ]);
    expect(await google.mails()).toEqual([`response to ${ben}`]);
  });

  test('respond: to an event to which the account is not invited is invalid-request', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await google.insert(ada, {
      id: 'mine0',
      summary: 'Own',
      ...onDay('2026-06-10'),
    });
    await commands.openAs(ada);
    const code = await page.evaluate(() =>
      errorCode(service.respond({ calendarId: 'primary', id: 'mine0' }, 'accepted')),
    );
    expect(code).toBe('invalid-request');
    expect(await google.pageWrites()).toEqual([]);
  });

  test('moveEvent: the event is in the other calendar and no longer in its own, for everybody', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    const team = await google.addCalendar(ada, 'Team');
    await google.insert(ada, {
      id: 'plan0',
      summary: 'Plan',
      ...onDay('2026-06-10'),
      attendees: [{ email: ben }],
    });
    await commands.openAs(ada);
    await page.evaluate(
      ([view, calendarId]) => {
        components.watchEvents('primary', view);
        components.watchEvents('team', { ...view, calendarIds: [calendarId] });
      },
      [JUNE, team] as const,
    );
    await expect(commands.titles('primary')).toHaveText(['Plan']);

    await page.evaluate(
      (calendarId) =>
        service.moveEvent({ calendarId: 'primary', id: 'plan0' }, calendarId, {
          sendUpdates: 'all',
        }),
      team,
    );
    await expect(commands.titles('team')).toHaveText(['Plan']);
    await expect(commands.titles('primary')).toHaveCount(0);
    const june = { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' };
    expect(await google.events(ada, team, june)).toMatchObject([{ id: 'plan0' }]);
    expect(await google.events(ada, 'primary', june)).toEqual([]);
    expect((await google.event(ben, 'Plan')).organizer?.email).toBe(team);
    expect(await google.mails()).toEqual([`update to ${ben}`]);
  });

  test('moveEvent: an occurrence alone is refused before anything is sent', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    const team = await google.addCalendar(ada, 'Team');
    await google.insert(ada, {
      summary: 'Stand-up',
      start: { dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-06-10T09:15:00+02:00', timeZone: 'Europe/Berlin' },
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    });
    await commands.openAs(ada);
    const code = await page.evaluate(async (calendarId) => {
      const [occurrence] = await service.getEvents('primary', '2026-06-01', '2026-07-01');
      return occurrence && errorCode(service.moveEvent(occurrence, calendarId));
    }, team);
    expect(code).toBe('invalid-request');
    expect(await google.pageWrites()).toEqual([]);
  });

  for (const outcome of ['success', 'failure'] as const) {
    test(`conference: is shown as pending, and its ${outcome} once Google has it`, async ({
      page,
      commands,
      google,
      ada,
    }) => {
      await google.setConferences({ pendingMilliseconds: TEN_MINUTES_MS, outcome });
      await commands.openAs(ada);
      await page.evaluate((view) => {
        components.setView('June', view);
      }, JUNE);
      await page.evaluate(() => {
        const draft = { title: 'Call', start: '2026-06-10T12:00', conference: 'create' } as const;
        globalThis.outcome = service.addEvent('primary', draft).then((event) => event.conference);
      });
      const shownConference = () => page.evaluate(() => service.events()[0]?.conference);
      await expect.poll(shownConference).toEqual({ status: 'pending' });
      await expect.poll(() => google.eventsNamed(ada, 'Call')).toHaveLength(1);
      expect((await google.event(ada, 'Call')).hangoutLink).toBeUndefined();

      await google.advanceClock(TEN_MINUTES_MS);
      const conference = await page.evaluate(() => outcome);
      const { hangoutLink } = await google.event(ada, 'Call');
      expect(conference).toEqual(
        outcome === 'success'
          ? { status: 'success', uri: hangoutLink, name: 'Google Meet' }
          : { status: 'failure' },
      );
      expect(hangoutLink === undefined).toBe(outcome === 'failure');
      await expect.poll(shownConference).toEqual(conference);
    });
  }

  test('conference: null removes it at Google', async ({ page, commands, google, ada }) => {
    await commands.openAs(ada);
    await page.evaluate(async () => {
      const event = await service.addEvent('primary', {
        title: 'Call',
        start: '2026-06-10T12:00',
        conference: 'create',
      });
      await service.updateEvent('primary', { id: event.id, title: 'Talk', conference: null });
    });
    const { hangoutLink, conferenceData } = await google.event(ada, 'Talk');
    expect([hangoutLink, conferenceData]).toEqual([undefined, undefined]);
  });
});
