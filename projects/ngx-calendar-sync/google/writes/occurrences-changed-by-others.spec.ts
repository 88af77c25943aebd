import { filter, firstValueFrom } from 'rxjs';
import type { GoogleCalendarEventDraft } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import type { Account } from '../specs/faults/account';
import { CopyingApp } from '../specs/faults/copying-app';
import {
  accountWithWeeklyMeeting,
  endApp,
  FIRST,
  LAST,
  SECOND,
  THIRD,
} from '../specs/faults/weekly-meeting';

/** The write begins after so many requests and answers at the earliest, and has ended after the others. */
const STEPS = Array.from({ length: 12 }, (_, index) => 6 + index);

/** When the occurrence with this id starts. */
function startOf(id: string): string {
  return `2026-05-${id.slice(13, 15)}T09:00:00Z`;
}

describe('Writes of a series of which somebody else has changed an occurrence meanwhile', () => {
  let account: Account;
  let app: CopyingApp;

  beforeEach(async () => {
    account = await accountWithWeeklyMeeting();
    app = new CopyingApp(account);
    await app.start();
    app.online = false;
  });

  afterEach(async () => {
    await endApp(app, account);
  });

  const elsewhere = (id: string, patch?: GoogleEvent) => account.elsewhere(id, patch);

  /** Makes a write offline. */
  async function written(
    id: string,
    changes: Partial<GoogleCalendarEventDraft>,
    scope: 'following' | 'all',
  ): Promise<void> {
    const { service } = app;
    const options = { durable: true, scope } as const;
    await app.elapse(service.updateEvent(account.email, { id, ...changes }, options));
  }

  async function sent(): Promise<void> {
    app.goOnline();
    const nothing$ = app.service.pendingWrites$.pipe(filter(({ length }) => length === 0));
    await app.elapse(firstValueFrom(nothing$));
  }

  /** What Google has, in words. */
  async function held(): Promise<readonly string[]> {
    const { items = [] } = await account.ask<GoogleEvents>(account.eventsPath, {
      singleEvents: 'true',
      orderBy: 'startTime',
    });
    return items.map(({ start, summary, location }) =>
      [new Date(start?.dateTime ?? 0).toISOString().slice(5, 16), summary, location ?? '-'].join(
        ' ',
      ),
    );
  }

  for (const [what, recurrence] of [
    ['the last occurrence', {}],
    ['an occurrence that is to recur no more', { recurrence: null }],
  ] as const) {
    const edit = { location: 'Room 1', ...recurrence };

    it(`following, from ${what}: what somebody else has renamed of it stays`, async () => {
      await elsewhere(LAST, { summary: 'Party' });
      await written(LAST, edit, 'following');
      await sent();
      expect(await held()).toEqual([
        '05-04T09:00 Meeting -',
        '05-11T09:00 Meeting -',
        '05-18T09:00 Meeting -',
        '05-25T09:00 Party Room 1',
      ]);
    });

    it(`following, from ${what}, which somebody else has deleted: it stays deleted`, async () => {
      await elsewhere(LAST);
      await written(LAST, edit, 'following');
      await sent();
      expect(await held()).toEqual([
        '05-04T09:00 Meeting -',
        '05-11T09:00 Meeting -',
        '05-18T09:00 Meeting -',
      ]);
      await app.sync();
      expect(app.service.events().length).toBe(3);
    });

    it(`following, from ${what}, which was renamed by itself before: it keeps its name`, async () => {
      app.goOnline();
      await elsewhere(LAST, { summary: 'Party' });
      await app.sync();
      app.online = false;
      await written(LAST, edit, 'following');
      await sent();
      expect((await held()).at(-1)).toBe('05-25T09:00 Party Room 1');
    });
  }

  for (const [scope, id, expected] of [
    ['all', FIRST, ['05-04T10:00 Meeting -', '05-11T10:00 Party -', '05-25T10:00 Meeting -']],
    [
      'following',
      SECOND,
      ['05-04T09:00 Meeting -', '05-11T10:00 Party -', '05-25T10:00 Meeting -'],
    ],
  ] as const) {
    for (const steps of STEPS) {
      it(`${scope}, moved: the tab dies after ${steps} steps, and what they have changed stays`, async () => {
        await elsewhere(SECOND, { summary: 'Party' });
        await elsewhere(THIRD);
        const start = new Date(Date.parse(startOf(id)) + 3_600_000).toISOString();
        const end = new Date(Date.parse(start) + 1_800_000).toISOString();
        await written(id, { start, end }, scope);
        await app.elapse(app.closeAfter(steps));
        app = new CopyingApp(account);
        await app.start();
        await sent();
        expect(await held()).toEqual(expected);
      });
    }
  }
});
