import { filter, firstValueFrom } from 'rxjs';
import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { requestsOf } from '../emulator-requests';
import { Account, type CalendarName } from './account';
import { CopyingApp } from './copying-app';
import { addFault, clearFaults } from './faults';

const MAX_PARALLEL_ACCOUNTS = 7;
const NAMES = ['own', 'club'] as const;
const DURABLE = { durable: true } as const;
const RANGE = { timeMin: '2026-05-01T00:00:00Z', timeMax: '2026-06-01T00:00:00Z' };

/** Every day from the 4th to the 12th of May at nine. Those of the 6th and 9th have titles of their own, those of the 5th and 10th are deleted. */
const SERIES = {
  id: 'daily',
  summary: 'Meeting',
  start: { dateTime: '2026-05-04T09:00:00Z', timeZone: 'UTC' },
  end: { dateTime: '2026-05-04T09:30:00Z', timeZone: 'UTC' },
  recurrence: ['RRULE:FREQ=DAILY;COUNT=9'],
};
const idOn = (day: number) => `daily_202605${String(day).padStart(2, '0')}T090000Z`;

interface Scenario {
  /** What the app has done before. */
  readonly before?: (app: CopyingApp, account: Account) => Promise<unknown>;
  /** Makes the write while the app is offline. */
  readonly write: (app: CopyingApp, account: Account) => Promise<unknown>;
  /** What Google has in the end, a line each: calendar, start, title, and the location in brackets. */
  readonly expected: readonly string[];
}

/** The series as it is at first. */
const AS_BEFORE = [
  'own 05-04T09:00 Meeting',
  'own 05-06T09:00 Exception 6',
  'own 05-07T09:00 Meeting',
  'own 05-08T09:00 Meeting',
  'own 05-09T09:00 Exception 9',
  'own 05-11T09:00 Meeting',
  'own 05-12T09:00 Meeting',
];

const update = (
  { service }: CopyingApp,
  { email }: Account,
  day: number,
  changes: Partial<GoogleCalendarEventDraft>,
  scope: 'all' | 'following',
) => service.updateEvent(email, { id: idOn(day), ...changes }, { ...DURABLE, scope });

const at = (day: string, hour: string) => ({
  start: `2026-05-${day}T${hour}:00:00Z`,
  end: `2026-05-${day}T${hour}:30:00Z`,
});

const divide = (app: CopyingApp, account: Account) =>
  update(app, account, 7, { title: 'Seminar' }, 'following');

const move = (app: CopyingApp, account: Account) => update(app, account, 7, at('07', '11'), 'all');

const moveFollowing = (app: CopyingApp, account: Account) =>
  update(app, account, 7, { ...at('07', '11'), timeZone: 'UTC' }, 'following');

const deleteFollowing = ({ service }: CopyingApp, { email }: Account) =>
  service.deleteEvent(email, idOn(7), { ...DURABLE, scope: 'following' });

/** The master of the series. */
async function masterOf({ service }: CopyingApp): Promise<GoogleCalendarEvent> {
  const occurrence = service.events().find(({ id }) => id === idOn(7));
  if (!occurrence) {
    throw new Error('The series is not shown.');
  }
  return service.getMaster(occurrence);
}

/** Google refuses to bring the series back, so that a copy takes its place. */
const refuseRestoring = ({ email: user }: Account) =>
  addFault({
    method: 'PATCH',
    path: '/calendar/v3/calendars/*/events/daily',
    user,
    status: 403,
    reason: 'forbidden',
    times: 1_000,
  });

const MASTERS = new WeakMap<CopyingApp, GoogleCalendarEvent>();

/** Deletes the series, and keeps what is to be brought back. */
async function remembered(app: CopyingApp, account: Account): Promise<void> {
  MASTERS.set(app, await app.elapse(masterOf(app)));
  const options = { ...DURABLE, scope: 'all' } as const;
  await app.elapse(app.service.deleteEvent(account.email, idOn(7), options));
  await sent(app);
}

async function restored(app: CopyingApp): Promise<void> {
  const master = MASTERS.get(app);
  if (!master) {
    throw new Error('There is no series to bring back.');
  }
  await app.service.restoreEvent(master, DURABLE);
}

/** A write that is to be undone. */
const confirmed = (write: Scenario['write']) => async (app: CopyingApp, account: Account) => {
  app.online = false;
  await app.elapse(write(app, account));
  await sent(app);
};

/** Resolves once it is stored: the undo itself waits until it is done. */
async function undone({ service }: CopyingApp): Promise<void> {
  service.undoLastWrite().catch(() => undefined);
  await firstValueFrom(service.pendingWrites$.pipe(filter(({ length }) => length > 0)));
}

const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'adding a series': {
    write: ({ service }, { email }) =>
      service.addEvent(
        email,
        {
          title: 'Course',
          ...at('05', '15'),
          timeZone: 'UTC',
          recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
        },
        DURABLE,
      ),
    expected: [
      ...AS_BEFORE,
      'own 05-05T15:00 Course',
      'own 05-12T15:00 Course',
      'own 05-19T15:00 Course',
    ],
  },
  'bringing a series back': {
    before: remembered,
    write: restored,
    expected: AS_BEFORE,
  },
  'bringing a series back as a copy': {
    before: async (app, account) => {
      await remembered(app, account);
      await refuseRestoring(account);
    },
    write: restored,
    // The copy is of the series alone.
    expected: [
      'own 05-04T09:00 Meeting',
      'own 05-05T09:00 Meeting',
      'own 05-06T09:00 Meeting',
      'own 05-07T09:00 Meeting',
      'own 05-08T09:00 Meeting',
      'own 05-09T09:00 Meeting',
      'own 05-10T09:00 Meeting',
      'own 05-11T09:00 Meeting',
      'own 05-12T09:00 Meeting',
    ],
  },
  // Google leaves the other occurrence that was changed as it is.
  'a new title for all, from an occurrence with one of its own': {
    write: (app, account) => update(app, account, 6, { title: 'Party', location: 'Room 1' }, 'all'),
    expected: [
      'own 05-04T09:00 Party (Room 1)',
      'own 05-06T09:00 Party (Room 1)',
      'own 05-07T09:00 Party (Room 1)',
      'own 05-08T09:00 Party (Room 1)',
      'own 05-09T09:00 Exception 9',
      'own 05-11T09:00 Party (Room 1)',
      'own 05-12T09:00 Party (Room 1)',
    ],
  },
  'other times for all': {
    write: move,
    expected: [
      'own 05-04T11:00 Meeting',
      'own 05-06T11:00 Exception 6',
      'own 05-07T11:00 Meeting',
      'own 05-08T11:00 Meeting',
      'own 05-09T11:00 Exception 9',
      'own 05-11T11:00 Meeting',
      'own 05-12T11:00 Meeting',
    ],
  },
  'a new title for an occurrence and the following ones': {
    write: divide,
    expected: [
      'own 05-04T09:00 Meeting',
      'own 05-06T09:00 Exception 6',
      'own 05-07T09:00 Seminar',
      'own 05-08T09:00 Seminar',
      'own 05-09T09:00 Exception 9',
      'own 05-11T09:00 Seminar',
      'own 05-12T09:00 Seminar',
    ],
  },
  'other times for an occurrence and the following ones': {
    write: moveFollowing,
    expected: [
      'own 05-04T09:00 Meeting',
      'own 05-06T09:00 Exception 6',
      'own 05-07T11:00 Meeting',
      'own 05-08T11:00 Meeting',
      'own 05-09T11:00 Exception 9',
      'own 05-11T11:00 Meeting',
      'own 05-12T11:00 Meeting',
    ],
  },
  'deleting an occurrence and the following ones': {
    write: deleteFollowing,
    expected: ['own 05-04T09:00 Meeting', 'own 05-06T09:00 Exception 6'],
  },
  'moving a series to another calendar': {
    write: async (app, account) =>
      app.service.moveEvent(await masterOf(app), account.idOf('club'), DURABLE),
    expected: [
      'club 05-04T09:00 Meeting',
      'club 05-06T09:00 Exception 6',
      'club 05-07T09:00 Meeting',
      'club 05-08T09:00 Meeting',
      'club 05-09T09:00 Exception 9',
      'club 05-11T09:00 Meeting',
      'club 05-12T09:00 Meeting',
    ],
  },
  'undoing other times for all': {
    before: confirmed(move),
    write: undone,
    expected: AS_BEFORE,
  },
  'undoing a division': {
    before: confirmed(divide),
    write: undone,
    expected: AS_BEFORE,
  },
  'undoing other times for an occurrence and the following ones': {
    before: confirmed(moveFollowing),
    write: undone,
    expected: AS_BEFORE,
  },
  'undoing that an occurrence and the following ones were deleted': {
    before: confirmed(deleteFollowing),
    write: undone,
    expected: AS_BEFORE,
  },
};

/** Waits until nothing is left to be sent, or what is left was refused. */
async function sent(app: CopyingApp): Promise<void> {
  app.goOnline();
  const done$ = app.service.pendingWrites$.pipe(
    filter((writes) => writes.every(({ state }) => state === 'failed' || state === 'conflict')),
  );
  const left = await app.elapse(firstValueFrom(done$));
  expect(left).toEqual([]);
  await app.elapse(app.untilAtRest());
}

describe('Google writes of a tab that is closed in the middle', () => {
  afterEach(clearFaults);

  /** A daily series with a changed and a deleted occurrence before the 7th, and the same after it. */
  async function anAccount(): Promise<Account> {
    const account = await Account.create(
      () =>
        new Map<CalendarName, readonly object[]>([
          ['own', [SERIES]],
          ['club', []],
        ]),
    );
    const events = `calendars/${encodeURIComponent(account.email)}/events`;
    for (const [changed, gone] of [
      [6, 5],
      [9, 10],
    ] as const) {
      const summary = `Exception ${changed}`;
      await account.ask(`${events}/${idOn(changed)}`, {}, 'PATCH', { summary });
      await account.ask(`${events}/${idOn(gone)}`, {}, 'DELETE');
    }
    return account;
  }

  async function open(account: Account): Promise<CopyingApp> {
    const app = new CopyingApp(account, undefined, { calendars: NAMES });
    await app.start();
    return app;
  }

  async function end(account: Account): Promise<void> {
    const name = `google:${account.email}`;
    await Promise.all([deleteReplica(name), deleteWrites(name)]);
  }

  const line = (name: string, start: string, title = '', location?: string) =>
    [
      name,
      new Date(start).toISOString().slice(5, 16),
      title,
      ...(location ? [`(${location})`] : []),
    ].join(' ');

  /** What Google has, in words. */
  async function held(account: Account): Promise<readonly string[]> {
    const lists = await Promise.all(
      NAMES.map(async (name) => {
        const path = `calendars/${encodeURIComponent(account.idOf(name))}/events`;
        const query = { ...RANGE, singleEvents: 'true' };
        const { items = [] } = await account.ask<GoogleEvents>(path, query);
        return items.map(({ start, summary, location }: GoogleEvent) =>
          line(name, start?.dateTime ?? '', summary, location),
        );
      }),
    );
    return lists.flat().sort();
  }

  /** What the app shows, in the same words. */
  async function shown(app: CopyingApp, account: Account): Promise<readonly string[]> {
    await app.sync();
    return app.service
      .events()
      .map(({ calendarId, start, title, location }) => {
        const name = NAMES.find((each) => account.idOf(each) === calendarId) ?? '';
        return line(name, start, title, location);
      })
      .sort();
  }

  /** An app whose write is stored and not sent yet. */
  async function written({ before, write }: Scenario, account: Account): Promise<CopyingApp> {
    const app = await open(account);
    await before?.(app, account);
    await app.sync();
    app.online = false;
    await app.elapse(write(app, account));
    return app;
  }

  for (const [what, scenario] of Object.entries(SCENARIOS)) {
    it(`${what}: closed after each request, answer and transaction, it is done as a whole, and nothing is there twice`, async () => {
      const whole = await anAccount();
      const app = await written(scenario, whole);
      const count = (await requestsOf(whole.email)).length;
      let storedTimes = 0;
      app.stored$.subscribe(() => (storedTimes += 1));
      await sent(app);
      const requests = (await requestsOf(whole.email)).length - count;
      const expected = [...scenario.expected].sort();
      expect(await held(whole)).toEqual(expected);
      expect(await shown(app, whole)).toEqual(expected);
      app.close();
      await end(whole);

      expect(requests).toBeGreaterThan(0);
      expect(storedTimes).toBeGreaterThan(0);
      const closings = [
        // Each request is sent, which is one step, and answered, which is another one.
        ...upTo(2 * requests).map((steps) => ({
          when: `after ${steps} of ${2 * requests} steps`,
          close: (closed: CopyingApp) => closed.closeAfter(steps),
        })),
        ...upTo(storedTimes).map((times) => ({
          when: `once it has stored something ${times} of ${storedTimes} times`,
          close: (closed: CopyingApp) => closed.closeAfterStoring(times),
        })),
      ];
      for (let first = 0; first < closings.length; first += MAX_PARALLEL_ACCOUNTS) {
        await Promise.all(
          closings.slice(first, first + MAX_PARALLEL_ACCOUNTS).map(async ({ when, close }) => {
            const account = await anAccount();
            const closed = await written(scenario, account);
            await close(closed);
            const reopened = await open(account);
            await sent(reopened);
            expect(await held(account))
              .withContext(when)
              .toEqual(expected);
            expect(await shown(reopened, account))
              .withContext(when)
              .toEqual(expected);
            reopened.close();
            await end(account);
          }),
        );
      }
    });
  }
});

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}
