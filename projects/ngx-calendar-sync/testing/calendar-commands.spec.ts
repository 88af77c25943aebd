import { aCalendar, anEvent } from './fixtures';
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

  testOf('diagnostics', 'tells the state of the sign-in', async () => {
    const page = await BoardPage.open({});
    expect(JSON.stringify(page.google.diagnostics())).toContain('signed-in');
  });
});
