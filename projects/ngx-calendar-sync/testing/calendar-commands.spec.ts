import { filter, firstValueFrom } from 'rxjs';
import { DEFAULT_GOOGLE_SCOPES } from 'ngx-calendar-sync/google';
import { aCalendar, anEvent } from './fixtures';
import type { CalendarSyncTestingOptions } from './provide-calendar-sync-testing';
import { BoardPage, MAY, testOf } from './specs/board';

const CALENDARS = [
  aCalendar('you@example.com', { primary: true }),
  aCalendar('work'),
  aCalendar('home'),
];

describe('provideCalendarSyncTesting: calendars', () => {
  const open = () => BoardPage.open({ calendars: CALENDARS });

  testOf('getCalendars', 'answers with the calendars of the account', async () => {
    const page = await open();
    await page.press((google) => google.getCalendars());
    expect([page.answer, page.calendars]).toEqual(['done', ['you@example.com', 'work', 'home']]);
  });

  testOf('freeBusy', 'answers with the times that are taken', async () => {
    const page = await BoardPage.open({
      calendars: CALENDARS,
      events: [anEvent('lunch', { calendarId: 'work', start: '2026-05-05', end: '2026-05-06' })],
    });
    expect(await page.google.freeBusy(['work'], MAY)).toEqual([
      { calendarId: 'work', busy: [{ start: '2026-05-05', end: '2026-05-06' }] },
    ]);
  });

  testOf('unsubscribeCalendar', 'takes the calendar off the page, and keeps it', async () => {
    const page = await open();
    await page.press((google) => google.unsubscribeCalendar('home'));
    expect([page.answer, page.calendars]).toEqual(['done', ['you@example.com', 'work']]);
    expect(page.requests).toContain('calendarList.delete home');
  });
});

describe('provideCalendarSyncTesting: commands of calendars', () => {
  const open = (options: CalendarSyncTestingOptions = {}) =>
    BoardPage.open({ calendars: CALENDARS, ...options });
  const chess = { name: 'Chess', color: '#7bd148', timeZone: 'Europe/Berlin' };
  const ada = { scope: { type: 'user', value: 'ada@example.com' }, role: 'reader' } as const;
  const you = { id: 'user:you@example.com', scope: { type: 'user', value: 'you@example.com' } };

  testOf('createCalendar', 'shows the calendar, and takes events', async () => {
    const page = await open();
    await page.press((google) => google.createCalendar(chess));
    expect([page.answer, page.calendars.at(-1)]).toEqual(['done', 'Chess']);
    const made = page.google.calendars().at(-1);
    expect([made?.color, made?.timeZone, made?.accessRole]).toEqual([
      '#7bd148',
      'Europe/Berlin',
      'owner',
    ]);
    const { id = '' } = made ?? {};
    page.google.setView({ calendarIds: [id], ...MAY });
    await page.press((google) => google.addEvent(id, { title: 'Blitz', start: '2026-05-05' }));
    expect(page.events).toEqual(['Blitz']);
    await page.google.getCalendars();
    expect(page.google.calendars().at(-1)?.name).toBe('Chess');
  });

  testOf('updateCalendar', 'renames, recolours and hides it', async () => {
    const page = await open();
    const changes = { name: 'Office', color: '#dc2127', hidden: true };
    await page.press((google) => google.updateCalendar('work', changes));
    expect([page.answer, page.calendars[1]]).toEqual(['done', 'Office']);
    await page.google.getCalendars();
    expect(page.google.calendars()[1]).toEqual(
      jasmine.objectContaining({ name: 'Office', color: '#dc2127', hidden: true }),
    );
    await page.press((google) => google.updateCalendar('nowhere', changes));
    expect(page.answer).toBe('not-found');
  });

  testOf('deleteCalendar', 'takes the calendar and its events off the page, for good', async () => {
    const event = anEvent('review', { calendarId: 'work', start: '2026-05-04T09:00:00Z' });
    const page = await open({ events: [event] });
    await page.press((google) => google.deleteCalendar('work'));
    expect([page.answer, page.calendars, page.events]).toEqual([
      'done',
      ['you@example.com', 'home'],
      [],
    ]);
    expect(page.testing.stored('work', 'review')).toBeUndefined();
    expect((await page.google.getCalendars()).length).toBe(2);
  });

  testOf(
    'subscribeCalendar',
    'shows a public calendar, and one that was taken off the list',
    async () => {
      const page = await open();
      await page.press((google) => google.subscribeCalendar('holidays', { color: '#16a765' }));
      expect([page.answer, page.calendars.at(-1)]).toEqual(['done', 'holidays']);
      expect(page.google.calendars().at(-1)).toEqual(
        jasmine.objectContaining({ accessRole: 'reader', color: '#16a765', writable: false }),
      );
      await page.google.unsubscribeCalendar('home');
      await page.press((google) => google.subscribeCalendar('home'));
      expect(page.google.calendars().at(-1)).toEqual(
        jasmine.objectContaining({ id: 'home', accessRole: 'owner' }),
      );
    },
  );

  testOf('getAccessRules', 'answers with the rule of the owner', async () => {
    const page = await open();
    expect(await page.google.getAccessRules('work')).toEqual([{ ...you, role: 'owner' } as never]);
  });

  testOf('setAccessRule', 'adds a rule, or takes the place of the one of its scope', async () => {
    const page = await open();
    await page.press((google) => google.setAccessRule('work', ada, { sendUpdates: 'all' }));
    await page.google.setAccessRule('work', { ...ada, role: 'writer' });
    const rules = await page.google.getAccessRules('work');
    expect(rules.map(({ id, role }) => [id, role])).toEqual([
      ['user:you@example.com', 'owner'],
      ['user:ada@example.com', 'writer'],
    ]);
    expect(page.requests).toContain('acl.insert work?sendNotifications=true');
  });

  testOf('deleteAccessRule', 'takes a rule away', async () => {
    const page = await open();
    const { id } = await page.google.setAccessRule('work', ada);
    await page.press((google) => google.deleteAccessRule('work', id));
    expect((await page.google.getAccessRules('work')).length).toBe(1);
    await page.press((google) => google.deleteAccessRule('work', id));
    expect(page.answer).toBe('not-found');
  });

  testOf('setEventLabels', 'gives events with the label its colour', async () => {
    const page = await open();
    const labels = await page.google.setEventLabels('work', [{ name: 'Focus', color: '#8e24aa' }]);
    const eventLabelId = labels[0]?.id ?? '';
    const draft = { title: 'Deep work', start: '2026-05-05', eventLabelId };
    await page.press((google) => google.addEvent('work', draft));
    expect(page.google.events()[0]?.color).toBe('#8e24aa');
    await page.google.setEventLabels('work', [{ id: eventLabelId, color: '#0b8043' }]);
    await page.stable();
    expect(page.google.events()[0]?.color).toBe('#0b8043');
  });

  testOf('colors$', 'has the palette by name, and labels', async () => {
    const page = await open();
    await page.google.setEventLabels('work', [{ name: 'Focus', color: '#8e24aa' }]);
    const { eventColors, labels } = await firstValueFrom(page.google.colors$);
    expect(eventColors[10]).toEqual(jasmine.objectContaining({ name: 'Tomato', color: '#dc2127' }));
    expect(labels.get('work')?.map(({ name }) => name)).toEqual(['Focus']);
  });

  testOf('settings$', 'has the settings of the test', async () => {
    const page = await open({ settings: { timeZone: 'Europe/Berlin', weekStart: 1 } });
    const known$ = page.google.settings$.pipe(filter((settings) => settings !== undefined));
    expect(await firstValueFrom(known$)).toEqual(
      jasmine.objectContaining({
        timeZone: 'Europe/Berlin',
        weekStart: 1,
        format24HourTime: false,
      }),
    );
  });

  it('scopes: a command without the scope that it needs is insufficient-scopes', async () => {
    const page = await open({ scopes: DEFAULT_GOOGLE_SCOPES });
    await page.press((google) => google.createCalendar(chess));
    expect(page.answer).toBe('insufficient-scopes');
  });
});

describe('provideCalendarSyncTesting: sign-in', () => {
  testOf('initialize', 'may be called by the app, too', async () => {
    const page = await BoardPage.open({ signedIn: false });
    await page.press((google) => google.initialize());
    expect([page.answer, page.status]).toEqual(['done', 'signed-out']);
  });

  testOf('signIn', 'signs the account of the test in', async () => {
    const page = await BoardPage.open({ signedIn: false, calendars: CALENDARS });
    await page.press((google) => google.signIn());
    expect([page.answer, page.status, page.calendars.length]).toEqual(['done', 'signed-in', 3]);
  });

  testOf('renew', 'renews a sign-in that has expired', async () => {
    const page = await BoardPage.open({});
    page.testing.expire();
    await page.press((google) => google.renew());
    expect([page.answer, page.status]).toEqual(['done', 'signed-in']);
  });

  testOf('requestScopes', 'grants what the app asks for', async () => {
    const page = await BoardPage.open({});
    await page.press((google) => google.requestScopes('more'));
    expect(page.answer).toBe('done');
    const { authState } = page.google;
    expect(JSON.stringify(authState())).toContain('more');
  });

  testOf('signOut', 'ends the session', async () => {
    const page = await BoardPage.open({ calendars: CALENDARS });
    await page.press((google) => google.signOut());
    expect([page.answer, page.status, page.calendars]).toEqual(['done', 'signed-out', []]);
  });

  testOf('disconnect', 'ends the session, too', async () => {
    const page = await BoardPage.open({ calendars: CALENDARS });
    await page.press((google) => google.disconnect());
    expect([page.answer, page.status]).toEqual(['done', 'signed-out']);
  });

  testOf('getAccessToken', 'answers with a token, and waits for renew after expire', async () => {
    const page = await BoardPage.open({});
    expect(await page.google.getAccessToken()).toBe('token1');
    page.testing.expire();
    const waiting = page.google.getAccessToken();
    await page.press((google) => google.renew());
    expect(await waiting).toBe('token2');
  });

  testOf('diagnostics', 'tells the state of the sign-in', async () => {
    const page = await BoardPage.open({});
    expect(JSON.stringify(page.google.diagnostics())).toContain('signed-in');
  });
});
