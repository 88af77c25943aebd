import { filter, firstValueFrom } from 'rxjs';
import {
  ɵdeleteReplica as deleteReplica,
  ɵdeleteWrites as deleteWrites,
} from 'ngx-calendar-sync/copy';
import type { PendingWrite } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { Account } from '../specs/faults/account';
import { CopyingApp } from '../specs/faults/copying-app';

const at = (start: string) => ({
  start: { dateTime: `${start}:00Z`, timeZone: 'UTC' },
  end: { dateTime: `${start.replace(':00', ':30')}:00Z`, timeZone: 'UTC' },
});
const WEEKLY: GoogleEvent = {
  id: 'weekly',
  summary: 'Meeting',
  ...at('2026-05-04T09:00'),
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=4'],
};
const THIRD = 'weekly_20260518T090000Z';

describe('An occurrence that is deleted offline', () => {
  let account: Account;
  let app: CopyingApp;

  beforeEach(async () => {
    account = await Account.create(() => new Map([['own', [WEEKLY]]]));
    app = new CopyingApp(account);
    await app.start();
    app.online = false;
    const deleted = app.service.deleteEvent(account.email, THIRD, { durable: true });
    await app.elapse(deleted);
  });

  afterEach(async () => {
    app.close();
    const name = `google:${account.email}`;
    await Promise.all([deleteReplica(name), deleteWrites(name)]);
  });

  function elsewhere(id: string, method: 'PATCH' | 'DELETE', patch?: GoogleEvent) {
    const path = `calendars/${encodeURIComponent(account.email)}/events/${id}`;
    return account.ask(path, {}, method, patch);
  }

  /** Once no write waits to be sent. */
  async function left(): Promise<readonly PendingWrite[]> {
    app.goOnline();
    const sent$ = app.service.pendingWrites$.pipe(
      filter((writes) => writes.every(({ state }) => state === 'failed')),
    );
    return app.elapse(firstValueFrom(sent$));
  }

  it('of a series that somebody else has moved meanwhile: the user is told that it is not deleted, and sees it', async () => {
    await elsewhere('weekly', 'PATCH', at('2026-05-04T10:00'));
    const [write, ...others] = await left();
    expect(others).toEqual([]);
    expect(write?.kind).toBe('delete');
    expect(write?.error?.code).toBe('not-found');
    await app.sync();
    expect(app.service.events().map(({ start }) => new Date(start).toISOString())).toEqual([
      '2026-05-04T10:00:00.000Z',
      '2026-05-11T10:00:00.000Z',
      '2026-05-18T10:00:00.000Z',
      '2026-05-25T10:00:00.000Z',
    ]);
  });

  it('that was a changed one, of a series that somebody else has divided meanwhile: the user is told', async () => {
    await elsewhere(THIRD, 'PATCH', { location: 'Room 1' });
    await elsewhere('weekly', 'PATCH', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] });
    const [write, ...others] = await left();
    expect(others).toEqual([]);
    expect(write?.error?.code).toBe('not-found');
  });

  it('that was a changed one, and that somebody else has left out of the rule: nothing is told', async () => {
    await elsewhere(THIRD, 'PATCH', { location: 'Room 1' });
    const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE:20260518T090000Z'];
    await elsewhere('weekly', 'PATCH', { recurrence });
    expect(await left()).toEqual([]);
  });

  it('that somebody else has changed and then deleted: nothing is told', async () => {
    await elsewhere(THIRD, 'PATCH', { location: 'Room 1' });
    await elsewhere(THIRD, 'DELETE');
    expect(await left()).toEqual([]);
  });

  it('that somebody else has deleted too: nobody is asked, and nothing is told', async () => {
    await elsewhere(THIRD, 'DELETE');
    expect(await left()).toEqual([]);
    await app.sync();
    expect(app.service.events().length).toBe(3);
  });

  it('of a series that somebody else has deleted: nothing is told', async () => {
    await elsewhere('weekly', 'DELETE');
    expect(await left()).toEqual([]);
    await app.sync();
    expect(app.service.events()).toEqual([]);
  });
});
