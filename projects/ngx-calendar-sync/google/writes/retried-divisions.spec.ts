import { filter, firstValueFrom, map } from 'rxjs';
import type { PendingWrite } from 'ngx-calendar-sync/core';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import { control } from '../specs/emulator';
import type { Account } from '../specs/faults/account';
import { CopyingApp } from '../specs/faults/copying-app';
import {
  accountWithWeeklyMeeting,
  at,
  endApp,
  LAST,
  SECOND,
  THIRD,
} from '../specs/faults/weekly-meeting';

const FIRST_AS_IT_WAS = '05-04T09:00 Meeting -';

describe('A division of a series that is retried after a refusal, when the new series was added already', () => {
  let account: Account;
  let app: CopyingApp;

  async function started(...exceptions: readonly (readonly [string, GoogleEvent])[]) {
    account = await accountWithWeeklyMeeting();
    for (const [id, patch] of exceptions) {
      await elsewhere(id, patch);
    }
    app = new CopyingApp(account);
    await app.start();
  }

  afterEach(async () => {
    await endApp(app, account);
  });

  const elsewhere = (id: string, patch?: GoogleEvent) => account.elsewhere(id, patch);

  /** Google refuses once to end the old series. */
  async function refuseOnce(): Promise<void> {
    const path = `/calendar/v3/${account.eventsPath}/weekly`;
    await control('fault', { method: 'PATCH', path, status: 403, reason: 'forbidden', times: 1 });
  }

  /** The new series is added, and then Google refuses to end the old one. */
  async function refused(): Promise<void> {
    await refuseOnce();
    const changes = { id: SECOND, location: 'Room 2' };
    const written = app.service.updateEvent(account.email, changes, { scope: 'following' });
    await expectAsync(app.elapse(written)).toBeRejectedWith(
      jasmine.objectContaining({ code: 'forbidden' }),
    );
    await added();
  }

  /** What becomes of the write that is tried again. */
  async function retried(): Promise<readonly PendingWrite['state'][]> {
    const [write] = await app.elapse(firstValueFrom(app.service.pendingWrites$));
    await app.elapse(app.service.retryWrite(write?.id ?? ''));
    const states$ = app.service.pendingWrites$.pipe(
      map((writes) => writes.map(({ state }) => state)),
      filter((states) => states.every((state) => state === 'conflict' || state === 'failed')),
    );
    return app.elapse(firstValueFrom(states$));
  }

  /** The new series. */
  async function added(): Promise<GoogleEvent> {
    const { items = [] } = await account.ask<GoogleEvents>(account.eventsPath);
    const [series, ...more] = items.filter(
      ({ id, recurrence }) => id !== 'weekly' && recurrence !== undefined,
    );
    expect(more).toEqual([]);
    expect(series).toBeDefined();
    return series ?? {};
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

  it('the series renamed by somebody else meanwhile: the new one has their title and the own place', async () => {
    await started();
    await refused();
    await elsewhere('weekly', { summary: 'Board' });
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      '05-04T09:00 Board -',
      '05-11T09:00 Board Room 2',
      '05-18T09:00 Board Room 2',
      '05-25T09:00 Board Room 2',
    ]);
  });

  it('a guest whom somebody else has invited to the series meanwhile is one of the new one, too, beside who was invited to that', async () => {
    await started();
    await refused();
    const { id = '' } = await added();
    await elsewhere(id, { attendees: [{ email: 'ben@example.com' }] });
    await elsewhere('weekly', { attendees: [{ email: 'noor@example.com' }] });
    expect(await retried()).toEqual([]);
    const { attendees = [], location } = await added();
    expect(attendees.map(({ email }) => email).sort()).toEqual([
      'ben@example.com',
      'noor@example.com',
    ]);
    expect(location).toBe('Room 2');
  });

  it('what somebody else has changed of the new series itself meanwhile stays', async () => {
    await started();
    await refused();
    const { id = '' } = await added();
    await elsewhere(id, { summary: 'Theirs' });
    await elsewhere('weekly', { summary: 'Board', description: 'Bring coffee' });
    expect(await retried()).toEqual([]);
    const { summary, description } = await added();
    expect([summary, description]).toEqual(['Theirs', 'Bring coffee']);
  });

  it('all of the series changed later by the same app: the new one has that, too', async () => {
    await started();
    await refused();
    const changes = { id: LAST, title: 'Board' };
    await app.elapse(app.service.updateEvent(account.email, changes, { scope: 'all' }));
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      '05-04T09:00 Board -',
      '05-11T09:00 Board Room 2',
      '05-18T09:00 Board Room 2',
      '05-25T09:00 Board Room 2',
    ]);
  });

  it('an exception that somebody else has changed once more meanwhile is as they have left it, one deleted is deleted', async () => {
    await started([THIRD, { summary: 'Party' }], [LAST, { summary: 'Picnic' }]);
    await refused();
    await elsewhere(THIRD, { summary: 'Gala' });
    await elsewhere(LAST);
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      FIRST_AS_IT_WAS,
      '05-11T09:00 Meeting Room 2',
      '05-18T09:00 Gala Room 2',
    ]);
  });

  it('an exception that the first try has found, and that somebody else has changed once more since, is as they have left it', async () => {
    await started();
    await elsewhere(THIRD, { summary: 'Party' });
    await refused();
    await elsewhere(THIRD, { summary: 'Gala' });
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      FIRST_AS_IT_WAS,
      '05-11T09:00 Meeting Room 2',
      '05-18T09:00 Gala Room 2',
      '05-25T09:00 Meeting Room 2',
    ]);
  });

  it('what somebody else has made of an occurrence of the new series stays, beside what they have made of it in the old one', async () => {
    await started([THIRD, { summary: 'Party' }]);
    await refused();
    const { id = '' } = await added();
    await elsewhere(`${id}_20260518T090000Z`, { location: 'Garden' });
    await elsewhere(`${id}_20260525T090000Z`, { summary: 'Theirs' });
    await elsewhere(THIRD, { summary: 'Gala' });
    await elsewhere(LAST);
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      FIRST_AS_IT_WAS,
      '05-11T09:00 Meeting Room 2',
      '05-18T09:00 Gala Garden',
      '05-25T09:00 Theirs Room 2',
    ]);
  });

  it('an exception made by somebody else before one that the first try has found is made of the new series, too', async () => {
    await started();
    await elsewhere(LAST, { summary: 'Picnic' });
    await refused();
    await elsewhere(THIRD, { summary: 'Gala' });
    await elsewhere('weekly', { description: 'Bring coffee' });
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      FIRST_AS_IT_WAS,
      '05-11T09:00 Meeting Room 2',
      '05-18T09:00 Gala Room 2',
      '05-25T09:00 Picnic Room 2',
    ]);
    expect((await added()).description).toBe('Bring coffee');
  });

  it('refused once more after the new series was renamed: what they change after that is in it, too', async () => {
    await started();
    await refused();
    await elsewhere('weekly', { summary: 'Board' });
    await refuseOnce();
    expect(await retried()).toEqual(['failed']);
    expect((await added()).summary).toBe('Board');
    await elsewhere('weekly', { summary: 'Committee' });
    expect(await retried()).toEqual([]);
    expect((await added()).summary).toBe('Committee');
    expect((await held()).length).toBe(4);
  });

  it('an exception that the first try has found, and that they have taken back since, is as the series is', async () => {
    await started();
    await elsewhere(THIRD, { summary: 'Party' });
    await refused();
    await elsewhere(THIRD, { summary: 'Meeting' });
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      FIRST_AS_IT_WAS,
      '05-11T09:00 Meeting Room 2',
      '05-18T09:00 Meeting Room 2',
      '05-25T09:00 Meeting Room 2',
    ]);
  });

  it('an exception that they have taken back since is as the series is', async () => {
    await started([THIRD, { summary: 'Party' }]);
    await refused();
    await elsewhere(THIRD, { summary: 'Meeting' });
    expect(await retried()).toEqual([]);
    expect((await held())[2]).toBe('05-18T09:00 Meeting Room 2');
  });

  it('an exception that they have taken back before the first try is not made of the new series', async () => {
    await started([THIRD, { summary: 'Party' }]);
    app.online = false;
    const changes = { id: SECOND, location: 'Room 2' };
    await app.elapse(
      app.service.updateEvent(account.email, changes, { scope: 'following', durable: true }),
    );
    await elsewhere(THIRD, { summary: 'Meeting' });
    app.goOnline();
    await app.elapse(
      firstValueFrom(app.service.pendingWrites$.pipe(filter(({ length }) => length === 0))),
    );
    expect((await held())[2]).toBe('05-18T09:00 Meeting Room 2');
  });

  it('the new one recurs no more: what they have made of the new event stays', async () => {
    await started();
    await elsewhere(SECOND, { summary: 'Party' });
    await refuseOnce();
    const changes = { id: SECOND, location: 'Room 2', recurrence: null };
    const written = app.service.updateEvent(account.email, changes, { scope: 'following' });
    await expectAsync(app.elapse(written)).toBeRejected();
    const { items = [] } = await account.ask<GoogleEvents>(account.eventsPath);
    const one = items.find(({ id, recurringEventId }) => id !== 'weekly' && !recurringEventId);
    expect(one?.summary).toBe('Party');
    await elsewhere(one?.id ?? '', { summary: 'Theirs' });
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([FIRST_AS_IT_WAS, '05-11T09:00 Theirs Room 2']);
  });

  it('an exception that could not be brought up to date at once is at the next try', async () => {
    await started([THIRD, { summary: 'Party' }]);
    await refused();
    const { id = '' } = await added();
    await elsewhere(THIRD, { summary: 'Gala' });
    const path = `/calendar/v3/${account.eventsPath}/${id}_20260518T090000Z`;
    await control('fault', { method: 'PATCH', path, status: 403, reason: 'forbidden', times: 1 });
    expect(await retried()).toEqual(['failed']);
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      FIRST_AS_IT_WAS,
      '05-11T09:00 Meeting Room 2',
      '05-18T09:00 Gala Room 2',
      '05-25T09:00 Meeting Room 2',
    ]);
  });

  it('one that they had deleted, and bring back, is there again; one moved and moved back is at its time', async () => {
    await started([THIRD, at('2026-05-19T12:00')]);
    await elsewhere(LAST);
    await refused();
    expect((await held()).length).toBe(5);
    await elsewhere(LAST, { status: 'confirmed' });
    await elsewhere(THIRD, at('2026-05-18T09:00'));
    expect(await retried()).toEqual([]);
    expect(await held()).toEqual([
      FIRST_AS_IT_WAS,
      '05-11T09:00 Meeting Room 2',
      '05-18T09:00 Meeting Room 2',
      '05-25T09:00 Meeting Room 2',
    ]);
  });
});
