import { filter, firstValueFrom } from 'rxjs';
import type { PendingWrite } from 'ngx-calendar-sync/core';
import type { Account } from '../specs/faults/account';
import { CopyingApp } from '../specs/faults/copying-app';
import { accountWithWeeklyMeeting, at, endApp, THIRD } from '../specs/faults/weekly-meeting';

describe('An occurrence that is deleted offline', () => {
  let account: Account;
  let app: CopyingApp;

  beforeEach(async () => {
    account = await accountWithWeeklyMeeting();
    app = new CopyingApp(account);
    await app.start();
    app.online = false;
    const deleted = app.service.deleteEvent(account.email, THIRD, { durable: true });
    await app.elapse(deleted);
  });

  afterEach(async () => {
    await endApp(app, account);
  });

  /** Once no write waits to be sent. */
  async function left(): Promise<readonly PendingWrite[]> {
    app.goOnline();
    const sent$ = app.service.pendingWrites$.pipe(
      filter((writes) => writes.every(({ state }) => state === 'failed')),
    );
    return app.elapse(firstValueFrom(sent$));
  }

  it('of a series that somebody else has moved meanwhile: the user is told that it is not deleted, and sees it', async () => {
    await account.elsewhere('weekly', at('2026-05-04T10:00'));
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
    await account.elsewhere(THIRD, { location: 'Room 1' });
    await account.elsewhere('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] });
    const [write, ...others] = await left();
    expect(others).toEqual([]);
    expect(write?.error?.code).toBe('not-found');
  });

  it('that was a changed one, and that somebody else has left out of the rule: nothing is told', async () => {
    await account.elsewhere(THIRD, { location: 'Room 1' });
    const recurrence = ['RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE:20260518T090000Z'];
    await account.elsewhere('weekly', { recurrence });
    expect(await left()).toEqual([]);
  });

  it('that somebody else has changed and then deleted: nothing is told', async () => {
    await account.elsewhere(THIRD, { location: 'Room 1' });
    await account.elsewhere(THIRD);
    expect(await left()).toEqual([]);
  });

  it('that somebody else has deleted too: nobody is asked, and nothing is told', async () => {
    await account.elsewhere(THIRD);
    expect(await left()).toEqual([]);
    await app.sync();
    expect(app.service.events().length).toBe(3);
  });

  it('of a series that somebody else has deleted: nothing is told', async () => {
    await account.elsewhere('weekly');
    expect(await left()).toEqual([]);
    await app.sync();
    expect(app.service.events()).toEqual([]);
  });
});
