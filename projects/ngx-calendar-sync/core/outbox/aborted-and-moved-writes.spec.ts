import {
  asyncScheduler,
  EMPTY,
  firstValueFrom,
  lastValueFrom,
  NEVER,
  Observable,
  of,
  throwError,
} from 'rxjs';
import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError, ɵuntilAborted as untilAborted } from 'ngx-calendar-sync/base';
import type { EventBackend } from '../provider/event-backend';
import { type PlannedWrite, targetOf, type WriteTarget } from '../provider/event-write';
import { until } from '../specs/until';
import { Outbox } from './outbox';
import { ScriptedProvider, type Send } from './specs/scripted-provider';

const CANCELLED = jasmine.objectContaining({ code: 'cancelled' });

describe('Outbox: aborted writes and moved events', () => {
  let refreshed: (string | undefined)[];
  let confirmed: WriteTarget[];
  let provider: ScriptedProvider;
  let outbox: Outbox<CalendarEvent>;
  let aborts: AbortController;

  beforeEach(() => {
    refreshed = [];
    confirmed = [];
    aborts = new AbortController();
    provider = new ScriptedProvider();
    const backend: EventBackend<CalendarEvent, undefined> = {
      state$: of(undefined),
      changes$: NEVER,
      watch: () => NEVER,
      refresh: (calendarId) => {
        refreshed.push(calendarId);
        return Promise.resolve();
      },
      // The lists show each write as soon as it is confirmed.
      beforeWrite: (target) => (_write, onShown) => {
        confirmed.push(target);
        onShown();
      },
    };
    outbox = new Outbox({
      backend,
      provider,
      read: () => undefined,
      seen: () => undefined,
      ask: (request, signal) => lastValueFrom(request.pipe(untilAborted(signal))),
      clock: asyncScheduler,
      wake$: EMPTY,
      isOnline: () => true,
      conflictPolicy: () => 'ask',
    });
  });

  const shown = async () =>
    (await firstValueFrom(outbox.overlays$)).map((overlay) => {
      const { calendarId, eventId } = targetOf(overlay);
      return `${overlay.kind} ${calendarId}/${eventId}`;
    });

  describe('a write that is aborted', () => {
    /** A write whose request is never answered; it records whether the request is under way. */
    function unanswered(id: string) {
      const state = { isSent: false, isCancelled: false };
      const plan = provider.plan({
        shown: { kind: 'put', event: anEvent(id) },
        send: () =>
          new Observable(() => {
            state.isSent = true;
            return () => {
              state.isCancelled = true;
            };
          }),
      });
      return { state, plan };
    }

    it('write: with a signal that is aborted already, nothing is sent and nothing stays on screen', async () => {
      const { state, plan } = unanswered('one');
      aborts.abort('closed');
      await expectAsync(outbox.write(plan, aborts)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'cancelled', cause: 'closed' }),
      );
      expect(state.isSent).toBe(false);
      expect(await shown()).toEqual([]);
      expect(refreshed).toEqual([]);
    });

    it('write: while it waits for an earlier write it is never sent, its overlay goes at once, and later writes go on', async () => {
      const first = unanswered('one');
      const second = unanswered('one');
      const third = unanswered('one');
      const firstAborts = new AbortController();
      const firstWrite = outbox.write(first.plan, firstAborts);
      const secondWrite = outbox.write(second.plan, aborts);
      outbox.write(third.plan).catch(() => undefined);
      expect((await shown()).length).toBe(3);
      aborts.abort();
      await expectAsync(secondWrite).toBeRejectedWith(CANCELLED);
      expect((await shown()).length).toBe(2);
      firstAborts.abort();
      await expectAsync(firstWrite).toBeRejectedWith(CANCELLED);
      // The first one's turn ends after its promise: the third is sent in a later turn of the queue.
      await until(() => third.state.isSent);
      expect(second.state.isSent).toBe(false);
    });

    it('write: on its way its request is cancelled, its overlay goes, and its calendar is read again', async () => {
      const { state, plan } = unanswered('one');
      const write = outbox.write(plan, aborts);
      await until(() => state.isSent);
      aborts.abort();
      await expectAsync(write).toBeRejectedWith(CANCELLED);
      expect(state.isCancelled).toBe(true);
      expect(await shown()).toEqual([]);
      expect(refreshed).toEqual(['work']);
    });

    it('write: an abort after the answer changes nothing', async () => {
      const event = anEvent('one');
      const plan = provider.plan({ shown: { kind: 'put', event }, send: () => of(event) });
      const { signal } = aborts;
      const added = spyOn(signal, 'addEventListener').and.callThrough();
      const removed = spyOn(signal, 'removeEventListener').and.callThrough();
      expect(await outbox.write(plan, { signal })).toEqual(event);
      expect(added).toHaveBeenCalled();
      expect(removed.calls.allArgs()).toEqual(
        jasmine.arrayWithExactContents(
          added.calls.allArgs().map(([type, listener]) => [type, listener]),
        ),
      );
      aborts.abort();
      expect(refreshed).toEqual([]);
      expect(confirmed.length).toBe(1);
    });
  });

  describe('a write that moves an event', () => {
    const before = anEvent('one', { version: 'v1' });
    const after = { ...before, calendarId: 'home' };
    const aMove = (send: Send): PlannedWrite =>
      provider.plan({
        kind: 'move',
        shown: { kind: 'put', event: after },
        movedFrom: { calendarId: 'work', eventId: 'one' },
        version: 'v1',
        send,
      });

    it('write: the event leaves its calendar and shows in the other one at once; both calendars hear of the answer', async () => {
      let answer: ((event: CalendarEvent) => void) | undefined;
      const send = () =>
        new Observable<CalendarEvent>((subscriber) => {
          answer = (event) => {
            subscriber.next(event);
            subscriber.complete();
          };
        });
      const write = outbox.write(aMove(send));
      expect(await shown()).toEqual(['delete work/one', 'put home/one']);
      await until(() => answer !== undefined);
      answer?.({ ...after, version: 'v2' });
      await write;
      expect(confirmed).toEqual([
        { calendarId: 'work', eventId: 'one' },
        jasmine.objectContaining({ calendarId: 'home', eventId: 'one' }),
      ]);
      expect(await shown()).toEqual([]);
    });

    it('write: a later change of the moved event waits for the move, and is made on the version that it has made', async () => {
      const sent: (string | undefined)[] = [];
      const sending = (version: string) => (current: string | undefined) => {
        sent.push(current);
        return of({ ...after, version });
      };
      await Promise.all([
        outbox.write(aMove(sending('v2'))),
        outbox.write(
          provider.plan({
            shown: { kind: 'put', event: after },
            version: 'v1',
            send: sending('v3'),
          }),
        ),
      ]);
      expect(sent).toEqual(['v1', 'v2']);
    });

    it('write: an edit of the event as it was is made on the latest version after a move there and back', async () => {
      await outbox.write(aMove(() => of({ ...after, version: 'v2' })));
      await outbox.write(
        provider.plan({
          kind: 'move',
          shown: { kind: 'put', event: before },
          movedFrom: { calendarId: 'home', eventId: 'one' },
          version: 'v2',
          send: () => of({ ...before, version: 'v3' }),
        }),
      );
      let sent: string | undefined;
      const send = (version: string | undefined) => {
        sent = version;
        return of(before);
      };
      await outbox.write(
        provider.plan({ shown: { kind: 'put', event: before }, version: 'v1', send }),
      );
      expect(sent).toBe('v3');
    });

    it('write: where it is refused, the event is back in its calendar, and after a conflict both are read again', async () => {
      const conflict = new CalendarSyncError('conflict', '');
      await expectAsync(outbox.write(aMove(() => throwError(() => conflict)))).toBeRejectedWith(
        conflict,
      );
      expect(await shown()).toEqual([]);
      expect(refreshed).toEqual(['work', 'home']);
    });
  });
});
