import { filter, firstValueFrom } from 'rxjs';
import type { ConflictSide } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEventDraft } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import type { Account } from '../specs/faults/account';
import { CopyingApp } from '../specs/faults/copying-app';
import { accountWithWeeklyMeeting, at, endApp } from '../specs/faults/weekly-meeting';

/** An edit of the times. */
const to = (start: string) => ({
  start: `${start}:00Z`,
  end: `${start.replace(':00', ':30')}:00Z`,
});

/** The id of the occurrence of a day of May, by the hour of the series. */
const idOf = (day: string, hour = '09') => `weekly_202605${day}T${hour}0000Z`;

describe('Edits of all of a series whose times somebody else has changed meanwhile', () => {
  let account: Account;
  let app: CopyingApp;

  beforeEach(async () => {
    account = await accountWithWeeklyMeeting();
    app = new CopyingApp(account);
    await app.start();
  });

  afterEach(async () => {
    await endApp(app, account);
  });

  const elsewhere = (id: string, patch?: GoogleEvent) => account.elsewhere(id, patch);

  /** The second one has a title of its own when the app goes offline. */
  async function startWith(second: GoogleEvent = { summary: 'Party' }): Promise<void> {
    await elsewhere(idOf('11'), second);
    await app.sync();
    app.online = false;
  }

  /** They move the series from nine to eight, and what they had changed of the second one along. */
  async function moveElsewhere(second: GoogleEvent = { summary: 'Party' }): Promise<void> {
    await elsewhere('weekly', at('2026-05-04T08:00'));
    await elsewhere(idOf('11', '08'), second);
  }

  async function written(id: string, changes: Partial<GoogleCalendarEventDraft>): Promise<void> {
    const options = { durable: true, scope: 'all' } as const;
    await app.elapse(app.service.updateEvent(account.email, { id, ...changes }, options));
  }

  async function sent(): Promise<void> {
    app.goOnline();
    const nothing$ = app.service.pendingWrites$.pipe(filter(({ length }) => length === 0));
    await app.elapse(firstValueFrom(nothing$));
  }

  async function resolved(choice: Readonly<Record<string, ConflictSide>>): Promise<void> {
    app.goOnline();
    const conflicts$ = app.service.conflicts$.pipe(filter(({ length }) => length > 0));
    const [conflict] = await app.elapse(firstValueFrom(conflicts$));
    expect(conflict?.fields).toEqual(Object.keys(choice) as NonNullable<typeof conflict>['fields']);
    await app.service.resolveConflict(conflict?.id ?? '', choice);
    await sent();
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

  const ALL_RENAMED_AT = (hour: string) =>
    ['04', '11', '18', '25'].map((day) => `05-${day}T${hour}:00 Talk -`);

  it('moved and renamed from an ordinary one: their times, our title, and each keeps what is its own', async () => {
    await startWith();
    await written(idOf('04'), { title: 'Talk', ...to('2026-05-04T10:00') });
    await moveElsewhere();
    await resolved({ times: 'theirs' });
    expect(await held()).toEqual([
      '05-04T08:00 Talk -',
      '05-11T08:00 Party -',
      '05-18T08:00 Talk -',
      '05-25T08:00 Talk -',
    ]);
  });

  it('moved and renamed from one with a name of its own: it has their time and our title', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
    await moveElsewhere();
    await resolved({ times: 'theirs' });
    expect(await held()).toEqual(ALL_RENAMED_AT('08'));
  });

  it('moved and renamed from one with a name of its own: with our times it has our title too', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
    await moveElsewhere();
    await resolved({ times: 'mine' });
    expect(await held()).toEqual(ALL_RENAMED_AT('10'));
  });

  it('renamed from one with a name of its own: nobody is asked, and it has our title', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk' });
    await moveElsewhere();
    await sent();
    expect(await held()).toEqual(ALL_RENAMED_AT('08'));
  });

  it('moved and renamed from one at a time of its own: it stays there, with our title', async () => {
    const noon = { summary: 'Party', ...at('2026-05-11T12:00') };
    await startWith(noon);
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T13:00') });
    await moveElsewhere(noon);
    await resolved({ times: 'theirs' });
    expect(await held()).toEqual([
      '05-04T08:00 Talk -',
      '05-11T12:00 Talk -',
      '05-18T08:00 Talk -',
      '05-25T08:00 Talk -',
    ]);
  });

  it('moved and renamed, while they have made it longer and given it a place: both are there', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
    await elsewhere('weekly', { ...at('2026-05-04T09:00', '45'), location: 'Room 1' });
    await elsewhere(idOf('11'), { location: 'Room 1' });
    await resolved({ times: 'theirs' });
    expect(await held()).toEqual(
      ['04', '11', '18', '25'].map((day) => `05-${day}T09:00 Talk Room 1`),
    );
  });

  it('moved and renamed from one that they have deleted since: it stays deleted', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
    await moveElsewhere();
    await elsewhere(idOf('11', '08'));
    await resolved({ times: 'theirs' });
    expect(await held()).toEqual([
      '05-04T08:00 Talk -',
      '05-18T08:00 Talk -',
      '05-25T08:00 Talk -',
    ]);
  });

  for (const side of ['theirs', 'mine'] as const) {
    it(`moved and renamed, while they have renamed another one: it keeps their name (${side})`, async () => {
      await startWith();
      await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
      await moveElsewhere();
      await elsewhere(idOf('18', '08'), { summary: 'Lunch' });
      await resolved({ times: side });
      const hour = side === 'mine' ? '10' : '08';
      expect(await held()).toEqual([
        `05-04T${hour}:00 Talk -`,
        `05-11T${hour}:00 Talk -`,
        `05-18T${hour}:00 Lunch -`,
        `05-25T${hour}:00 Talk -`,
      ]);
    });
  }

  it('moved and renamed from one to which they have given a place: it has our title and their place', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
    await elsewhere(idOf('11'), { location: 'Room 2' });
    await sent();
    expect(await held()).toEqual([
      '05-04T10:00 Talk -',
      '05-11T10:00 Talk Room 2',
      '05-18T10:00 Talk -',
      '05-25T10:00 Talk -',
    ]);
  });

  it('moved and renamed from one that they have renamed, too: it keeps their name', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
    await moveElsewhere({ summary: 'Lunch' });
    await resolved({ times: 'theirs' });
    expect(await held()).toEqual([
      '05-04T08:00 Talk -',
      '05-11T08:00 Lunch -',
      '05-18T08:00 Talk -',
      '05-25T08:00 Talk -',
    ]);
  });

  it('moved, renamed and made longer, while they have moved it and made it end sooner: our times, their rule', async () => {
    await startWith();
    await written(idOf('11'), {
      title: 'Talk',
      ...to('2026-05-11T10:00'),
      recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'],
    });
    await moveElsewhere({ summary: 'Party', location: 'Room 2' });
    await elsewhere('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
    await resolved({ times: 'mine', recurrence: 'theirs' });
    expect(await held()).toEqual([
      '05-04T10:00 Talk -',
      '05-11T10:00 Talk Room 2',
      '05-18T10:00 Talk -',
    ]);
  });

  it('renamed with another end of the series, while they have given it a sooner one: theirs leaves out what was changed there', async () => {
    await startWith();
    await elsewhere(idOf('25'), { summary: 'Lunch' });
    app.goOnline();
    await app.sync();
    app.online = false;
    await written(idOf('11'), { title: 'Talk', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'] });
    await elsewhere('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] });
    await resolved({ recurrence: 'theirs' });
    expect(await held()).toEqual([
      '05-04T09:00 Talk -',
      '05-11T09:00 Talk -',
      '05-18T09:00 Talk -',
    ]);
  });

  it('renamed from one that they have renamed, too: it keeps their name', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk' });
    await elsewhere(idOf('11'), { summary: 'Lunch' });
    await sent();
    expect(await held()).toEqual([
      '05-04T09:00 Talk -',
      '05-11T09:00 Lunch -',
      '05-18T09:00 Talk -',
      '05-25T09:00 Talk -',
    ]);
  });

  it('moved and renamed from one that they have renamed, while they have made the series longer: it keeps their name', async () => {
    await startWith();
    await written(idOf('11'), { title: 'Talk', ...to('2026-05-11T10:00') });
    await elsewhere('weekly', at('2026-05-04T09:00', '45'));
    await elsewhere(idOf('11'), { summary: 'Lunch' });
    await resolved({ times: 'theirs' });
    expect(await held()).toEqual([
      '05-04T09:00 Talk -',
      '05-11T09:00 Lunch -',
      '05-18T09:00 Talk -',
      '05-25T09:00 Talk -',
    ]);
  });

  it('moved, while they have given one with a name of its own that of the series again: it has that', async () => {
    await startWith();
    await written(idOf('04'), to('2026-05-04T10:00'));
    await elsewhere(idOf('11'), { summary: 'Meeting' });
    await sent();
    expect(await held()).toEqual(
      ['04', '11', '18', '25'].map((day) => `05-${day}T10:00 Meeting -`),
    );
  });

  it('moved, while they have moved it too, by which Google gave up the name of one: with our times it has that', async () => {
    await startWith();
    await written(idOf('04'), to('2026-05-04T10:00'));
    await elsewhere('weekly', at('2026-05-04T08:00'));
    await resolved({ times: 'mine' });
    expect((await held())[1]).toBe('05-11T10:00 Party -');
  });
});
