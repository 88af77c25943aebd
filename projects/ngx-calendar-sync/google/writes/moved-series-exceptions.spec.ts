import { filter, firstValueFrom } from 'rxjs';
import type { GoogleCalendarEventDraft } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { Account } from '../specs/faults/account';
import { CopyingApp } from '../specs/faults/copying-app';
import { addFault } from '../specs/faults/faults';
import { endApp } from '../specs/faults/weekly-meeting';

const SERIES = { timeZone: 'UTC', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] };
const NINE = { start: '2026-05-04T09:00:00Z', end: '2026-05-04T09:30:00Z' };
const TEN = { start: '2026-05-04T10:00:00Z', end: '2026-05-04T10:30:00Z' };

describe('The occurrences of a series that is moved or divided', () => {
  let account: Account;
  let app: CopyingApp;

  beforeEach(async () => {
    account = await Account.create(() => new Map([['own', []]]));
    app = new CopyingApp(account);
    await app.start();
  });

  afterEach(async () => {
    await endApp(app, account);
  });

  /** Adds a series at nine on three Mondays. */
  async function add(changes: Partial<GoogleCalendarEventDraft> = {}): Promise<void> {
    const draft = { title: 'Meeting', ...NINE, ...SERIES, ...changes };
    await app.elapse(app.service.addEvent(account.email, draft, { durable: true }));
  }

  /** The id of one of the three. */
  async function idOf(index: number): Promise<string> {
    const shown$ = app.service.events$.pipe(filter(({ length }) => length === 3));
    const events = await app.elapse(firstValueFrom(shown$));
    return [...events].sort((a, b) => (a.start < b.start ? -1 : 1))[index]?.id ?? '';
  }

  async function deleteFrom(index: number): Promise<void> {
    const event = { id: await idOf(index) };
    const options = { durable: true, scope: 'following' } as const;
    await app.elapse(app.service.deleteEvent(account.email, event, options));
  }

  async function update(
    index: number,
    changes: Partial<GoogleCalendarEventDraft>,
    scope: 'this' | 'following' | 'all',
  ): Promise<void> {
    const id = await idOf(index);
    const options = { durable: true, scope } as const;
    await app.elapse(app.service.updateEvent(account.email, { id, ...changes }, options));
  }

  async function sent(): Promise<void> {
    app.goOnline();
    const nothing$ = app.service.pendingWrites$.pipe(filter(({ length }) => length === 0));
    await app.elapse(firstValueFrom(nothing$));
  }

  async function listed(): Promise<readonly GoogleEvent[]> {
    const query = { singleEvents: 'true', orderBy: 'startTime' };
    return (await account.ask<GoogleEvents>(account.eventsPath, query)).items ?? [];
  }

  /** What Google has, in words. */
  async function held(): Promise<readonly string[]> {
    return (await listed()).map(({ start, summary, location }) =>
      [new Date(start?.dateTime ?? 0).toISOString().slice(5, 16), summary, location ?? '-'].join(
        ' ',
      ),
    );
  }

  for (const scope of ['all', 'following'] as const) {
    it(`moved (${scope}) before Google has answered that it is added: a later change of all reaches them`, async () => {
      app.online = false;
      await add();
      await update(0, TEN, scope);
      await update(0, { location: 'Room 1' }, scope === 'all' ? 'following' : 'all');
      await sent();
      expect(await held()).toEqual([
        '05-04T10:00 Meeting Room 1',
        '05-11T10:00 Meeting Room 1',
        '05-18T10:00 Meeting Room 1',
      ]);
    });
  }

  it('divided before Google has answered that it is added: a later change of the new series reaches them', async () => {
    app.online = false;
    await add();
    await update(1, { title: 'Party' }, 'following');
    await update(1, { location: 'Room 1' }, 'all');
    await sent();
    expect(await held()).toEqual([
      '05-04T09:00 Meeting -',
      '05-11T09:00 Party Room 1',
      '05-18T09:00 Party Room 1',
    ]);
  });

  it('moved with a new title from an occurrence that was just renamed: all have the new one', async () => {
    app.online = false;
    await add();
    await update(1, { title: 'Seminar' }, 'this');
    await update(
      1,
      { title: 'Party', start: '2026-05-11T10:00:00Z', end: '2026-05-11T10:30:00Z' },
      'all',
    );
    await sent();
    expect(await held()).toEqual([
      '05-04T10:00 Party -',
      '05-11T10:00 Party -',
      '05-18T10:00 Party -',
    ]);
  });

  for (const drop of ['after', 'middle'] as const) {
    it(`moved, and the answer is lost (${drop}): what somebody else has changed of them stays`, async () => {
      await add();
      await sent();
      app.online = false;
      const [, second] = await listed();
      await account.ask(`${account.eventsPath}/${second?.id ?? ''}`, {}, 'PATCH', {
        summary: 'Party',
      });
      await update(0, TEN, 'all');
      await addFault({
        method: 'PATCH',
        path: '/calendar/v3/calendars/*/events/*',
        user: account.email,
        drop,
      });
      await sent();
      expect(await held()).toEqual([
        '05-04T10:00 Meeting -',
        '05-11T10:00 Party -',
        '05-18T10:00 Meeting -',
      ]);
    });
  }

  it('moved and moved back by an undo: what anybody has changed of them before and since stays', async () => {
    await add();
    await sent();
    const rename = async (index: number, summary: string) => {
      const id = (await listed())[index]?.id ?? '';
      await account.ask(`${account.eventsPath}/${id}`, {}, 'PATCH', { summary });
    };
    await rename(1, 'Party');
    await app.sync();
    await update(0, TEN, 'all');
    await sent();
    await rename(0, 'Talk');
    const [, , third] = await listed();
    await account.ask(`${account.eventsPath}/${third?.id ?? ''}`, {}, 'DELETE');
    await app.elapse(app.service.undoLastWrite());
    await sent();
    expect(await held()).toEqual(['05-04T09:00 Talk -', '05-11T09:00 Party -']);
  });

  for (const kind of ['changed', 'deleted'] as const) {
    it(`${kind} from one on, which is taken back: each is as it was before`, async () => {
      await add();
      await update(
        2,
        { title: 'Party', start: '2026-05-18T12:00:00Z', end: '2026-05-18T12:30:00Z' },
        'this',
      );
      await sent();
      await app.sync();
      const before = await held();
      if (kind === 'changed') {
        await update(1, { location: 'Room 1' }, 'following');
      } else {
        await deleteFrom(1);
      }
      await sent();
      expect((await held()).length).toBe(kind === 'changed' ? 3 : 1);
      await app.elapse(app.service.undoLastWrite());
      await sent();
      expect(await held()).toEqual(before);
    });
  }

  /** When each of them ends. */
  async function ends(): Promise<readonly string[]> {
    return (await listed()).map(({ end }) =>
      new Date(end?.dateTime ?? 0).toISOString().slice(5, 16),
    );
  }

  it('a longer one whose end is dragged back to that of the series, for all: is as long as the others', async () => {
    await add();
    await update(1, { end: '2026-05-11T10:30:00Z' }, 'this');
    await sent();
    await update(1, { end: '2026-05-11T09:30:00Z' }, 'all');
    await sent();
    expect(await ends()).toEqual(['05-04T09:30', '05-11T09:30', '05-18T09:30']);
  });

  /** The user is asked about the times alone, and leaves them as somebody else has made them. */
  async function takeTheirTimes(): Promise<void> {
    app.goOnline();
    const conflicts$ = app.service.conflicts$.pipe(filter(({ length }) => length > 0));
    const [conflict] = await app.elapse(firstValueFrom(conflicts$));
    expect(conflict?.fields).toEqual(['times']);
    await app.service.resolveConflict(conflict?.id ?? '', { times: 'theirs' });
    await sent();
  }

  it('divided and changed before that, while somebody else has deleted all of it: mine brings each part back once', async () => {
    await add();
    await sent();
    await app.sync();
    app.online = false;
    await update(1, { start: '2026-05-11T10:00:00Z', end: '2026-05-11T10:30:00Z' }, 'following');
    await update(0, { title: 'Party' }, 'all');
    const [{ recurringEventId = '' } = {}] = await listed();
    await account.ask(`${account.eventsPath}/${recurringEventId}`, {}, 'DELETE');
    app.goOnline();
    for (let decided = 0; decided < 2; decided += 1) {
      const conflicts$ = app.service.conflicts$.pipe(filter(({ length }) => length > 0));
      const [conflict] = await app.elapse(firstValueFrom(conflicts$));
      await app.service.resolveConflict(conflict?.id ?? '', 'mine');
    }
    await sent();
    expect(await held()).toEqual([
      '05-04T09:00 Party -',
      '05-11T10:00 Meeting -',
      '05-18T10:00 Meeting -',
    ]);
  });

  for (const [rule, second, third] of [
    ['RRULE:FREQ=DAILY;COUNT=3', '05-05', '05-06'],
    ['RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260518T090000Z', '05-11', '05-18'],
  ] as const) {
    it(`moved by a day, while somebody else gave the series another end: theirs leaves each as it was (${rule})`, async () => {
      await add({ recurrence: [rule] });
      await update(1, { title: 'Party' }, 'this');
      await sent();
      await app.sync();
      app.online = false;
      await update(0, { start: '2026-05-05T08:00:00Z', end: '2026-05-05T08:30:00Z' }, 'all');
      const [{ recurringEventId = '' } = {}] = await listed();
      const end = { dateTime: '2026-05-04T09:45:00Z', timeZone: 'UTC' };
      await account.ask(`${account.eventsPath}/${recurringEventId}`, {}, 'PATCH', { end });
      await takeTheirTimes();
      expect(await held()).toEqual([
        '05-04T09:00 Meeting -',
        `${second}T09:00 Party -`,
        `${third}T09:00 Meeting -`,
      ]);
      expect(await ends()).toEqual(['05-04T09:45', `${second}T09:30`, `${third}T09:45`]);
    });
  }

  it('a longer one whose end was dragged for all, while somebody else gave the series another end: theirs leaves it as it was', async () => {
    await add();
    await update(1, { end: '2026-05-11T10:30:00Z' }, 'this');
    await sent();
    await app.sync();
    app.online = false;
    await update(1, { title: 'Party', end: '2026-05-11T11:00:00Z' }, 'all');
    const [{ recurringEventId = '' } = {}] = await listed();
    const end = { dateTime: '2026-05-04T09:45:00Z', timeZone: 'UTC' };
    await account.ask(`${account.eventsPath}/${recurringEventId}`, {}, 'PATCH', { end });
    await takeTheirTimes();
    expect(await ends()).toEqual(['05-04T09:45', '05-11T10:30', '05-18T09:45']);
  });
});
