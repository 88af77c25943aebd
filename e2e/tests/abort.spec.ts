import type { Request, Route } from '@playwright/test';
import { expect, test } from '../commands-fixtures';
import { atNoon } from '../event-times';

const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };
const EVENTS_URL = /\/calendar\/v3\/calendars\/[^/]+\/events/;

const isInsert = (request: Request) => request.method() === 'POST';

test.describe('AbortSignal', () => {
  test.beforeEach(async ({ commands, google, ada }) => {
    await google.insert(ada, {
      id: 'lunch',
      summary: 'Lunch',
      ...atNoon('2026-06-10'),
    });
    await commands.openAs(ada);
    await commands.page.evaluate((view) => {
      components.setView('June', view);
    }, JUNE);
    await expect(commands.titles('June')).toHaveText(['Lunch']);
  });

  test('every command: aborted before the call, it rejects with cancelled and sends nothing', async ({
    page,
    commands,
  }) => {
    const before = commands.googleRequests;
    const codes = await page.evaluate(async () => {
      const options = { signal: AbortSignal.abort() };
      const id = 'primary';
      const june = { start: '2026-06-01', end: '2026-07-01' };
      const [lunch] = service.events();
      if (!lunch) {
        throw new Error('There is no event.');
      }
      const scope = { type: 'user', value: 'ben@example.com' } as const;
      const given: Readonly<Record<string, Promise<unknown>>> = {
        initialize: service.initialize(options),
        signIn: service.signIn(options),
        renew: service.renew(options),
        requestScopes: service.requestScopes(['openid'], options),
        getAccessToken: service.getAccessToken(options),
        disconnect: service.disconnect(options),
        signOut: service.signOut(options),
        sync: service.sync(options),
        refresh: service.refresh(options),
        search: service.search('lunch', june, options),
        freeBusy: service.freeBusy([id], june, options),
        getEvents: service.getEvents(id, june.start, june.end, options),
        listEvents: service.listEvents(id, options)[Symbol.asyncIterator]().next(),
        getEvent: service.getEvent(id, 'lunch', options),
        getMaster: service.getMaster(lunch, options),
        getOccurrences: service.getOccurrences(lunch, june.start, june.end, options),
        addEvent: service.addEvent(id, { title: 'Dinner', start: '2026-06-11' }, options),
        updateEvent: service.updateEvent(id, { id: 'lunch', title: 'Dinner' }, options),
        deleteEvent: service.deleteEvent(id, 'lunch', options),
        restoreEvent: service.restoreEvent(lunch, options),
        quickAdd: service.quickAdd(id, 'Dinner', options),
        importEvent: service.importEvent(
          id,
          { iCalUID: 'a', start: { date: '2026-06-11' }, end: { date: '2026-06-12' } },
          options,
        ),
        respond: service.respond(lunch, 'accepted', options),
        moveEvent: service.moveEvent(lunch, 'team', options),
        getCalendars: service.getCalendars(options),
        createCalendar: service.createCalendar({ name: 'Team' }, options),
        updateCalendar: service.updateCalendar(id, { selected: false }, options),
        deleteCalendar: service.deleteCalendar('team', options),
        subscribeCalendar: service.subscribeCalendar('team', {}, options),
        unsubscribeCalendar: service.unsubscribeCalendar('team', options),
        getAccessRules: service.getAccessRules(id, options),
        setAccessRule: service.setAccessRule(id, { scope, role: 'reader' }, options),
        deleteAccessRule: service.deleteAccessRule(id, 'user:ben@example.com', options),
        setEventLabels: service.setEventLabels(id, [], options),
      };
      const outcomes = Object.entries(given).map(
        async ([name, command]) => `${name}: ${String(await errorCode(command))}`,
      );
      return Promise.all(outcomes);
    });
    expect(codes.filter((code) => !code.endsWith(': cancelled'))).toEqual([]);
    expect(codes).toHaveLength(34);
    expect(commands.googleRequests).toEqual(before);
    expect(await page.evaluate(() => service.authState().status)).toBe('signed-in');
  });

  test('addEvent: aborted before the call, nothing is sent and nothing is shown', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    const code = await page.evaluate(() =>
      errorCode(
        service.addEvent(
          'primary',
          { title: 'Dinner', start: '2026-06-10T19:00' },
          { signal: AbortSignal.abort() },
        ),
      ),
    );
    expect(code).toBe('cancelled');
    await expect(commands.titles('June')).toHaveText(['Lunch']);
    expect(await google.eventsNamed(ada, 'Dinner')).toEqual([]);
    expect(await google.pageWrites()).toEqual([]);
  });

  test('updateEvent: aborted while it waits for an earlier write of the event, it is never sent', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    const held: Route[] = [];
    await page.route(EVENTS_URL, (route) =>
      route.request().method() === 'PATCH' ? void held.push(route) : route.fallback(),
    );
    await page.evaluate(() => {
      globalThis.controller = new AbortController();
      const { signal } = controller;
      globalThis.outcome = Promise.all([
        errorCode(service.updateEvent('primary', { id: 'lunch', title: 'Early lunch' })),
        errorCode(service.updateEvent('primary', { id: 'lunch', title: 'Late lunch' }, { signal })),
      ]);
    });
    await expect(commands.titles('June')).toHaveText(['Late lunch']);
    await expect.poll(() => held.length).toBe(1);

    await page.evaluate(() => {
      controller.abort();
    });
    await expect(commands.titles('June')).toHaveText(['Early lunch']);
    await held[0]?.continue();
    expect(await page.evaluate(() => outcome)).toEqual([undefined, 'cancelled']);
    expect((await google.event(ada, 'Early lunch')).id).toBe('lunch');
    expect(await google.pageWrites()).toHaveLength(1);
  });

  test('addEvent: aborted on its way, the request is cancelled, the overlay goes and the calendar is read again', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    // Never answered: the request is on its way for as long as the page wants it.
    await page.route(EVENTS_URL, (route) =>
      isInsert(route.request()) ? undefined : route.fallback(),
    );
    const [insert] = await Promise.all([
      page.waitForRequest(isInsert),
      page.evaluate(() => {
        globalThis.controller = new AbortController();
        const { signal } = controller;
        const draft = { title: 'Dinner', start: '2026-06-10T19:00' };
        globalThis.outcome = errorCode(service.addEvent('primary', draft, { signal }));
      }),
    ]);
    await expect(commands.titles('June')).toHaveText(['Lunch', 'Dinner']);

    await Promise.all([
      page.waitForEvent('requestfailed', (request) => request === insert),
      page.waitForResponse((response) => response.request().method() === 'GET'),
      page.evaluate(() => {
        controller.abort();
      }),
    ]);
    expect(await page.evaluate(() => outcome)).toBe('cancelled');
    await expect(commands.titles('June')).toHaveText(['Lunch']);
    expect(await google.eventsNamed(ada, 'Dinner')).toEqual([]);
  });

  test('addEvent: aborted after Google has stored the event, the event is shown as Google has it', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await page.route(EVENTS_URL, async (route) => {
      if (!isInsert(route.request())) {
        return route.fallback();
      }
      await route.fetch();
    });
    await page.evaluate(() => {
      globalThis.controller = new AbortController();
      const { signal } = controller;
      const draft = { title: 'Dinner', start: '2026-06-10T19:00' };
      globalThis.outcome = errorCode(service.addEvent('primary', draft, { signal }));
    });
    await expect.poll(() => google.eventsNamed(ada, 'Dinner')).toHaveLength(1);
    const { id } = await google.event(ada, 'Dinner');

    await page.evaluate(() => {
      controller.abort();
    });
    expect(await page.evaluate(() => outcome)).toBe('cancelled');
    await expect(commands.titles('June')).toHaveText(['Lunch', 'Dinner']);
    await expect
      .poll(() => page.evaluate(() => service.events().map((event) => event.id)))
      .toEqual(['lunch', id]);
  });

  test('getEvents: aborted on its way, its request is cancelled and the promise rejects with cancelled', async ({
    page,
  }) => {
    const isJuly = (request: Request) => request.url().includes('timeMin=2026-07');
    await page.route(EVENTS_URL, (route) =>
      isJuly(route.request()) ? undefined : route.fallback(),
    );
    const [list] = await Promise.all([
      page.waitForRequest(isJuly),
      page.evaluate(() => {
        globalThis.controller = new AbortController();
        const { signal } = controller;
        globalThis.outcome = errorCode(
          service.getEvents('primary', '2026-07-02', '2026-08-01', { signal }),
        );
      }),
    ]);
    await Promise.all([
      page.waitForEvent('requestfailed', (request) => request === list),
      page.evaluate(() => {
        controller.abort();
      }),
    ]);
    expect(await page.evaluate(() => outcome)).toBe('cancelled');
  });
});

test('signIn: aborted while Google’s window is open, nobody is signed in by that window, and the next click signs in', async ({
  page,
  commands,
  ada,
}) => {
  await commands.open();
  await page.evaluate(() => {
    globalThis.controller = new AbortController();
  });
  const window = await commands.openSignInWindow();
  await page.evaluate(() => {
    controller.abort();
  });
  expect(await page.evaluate(() => outcome)).toBe('cancelled');
  await window.chooseAccount(ada);
  await window.allow();
  await expect(commands.status).toHaveText('signed-out');

  await page.evaluate(() => {
    globalThis.controller = new AbortController();
  });
  const secondWindow = await commands.openSignInWindow();
  await secondWindow.chooseKnownAccount(ada);
  await expect(commands.status).toHaveText('signed-in');
});
