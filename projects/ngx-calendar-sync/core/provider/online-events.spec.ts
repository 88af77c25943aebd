import { type Observable, of, Subject, throwError } from 'rxjs';
import { aClock } from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { sameJson } from '../model/same-json';
import type { TimeRange } from '../model/time-range';
import type { ConfirmedWrite, EventAnswer, HeldEvent } from './event-backend';
import type { Overlay } from './event-write';
import { OnlineEvents } from './online-events';

const MAY: TimeRange = { start: new Date('2026-05-01'), end: new Date('2026-06-01') };
const JUNE: TimeRange = { start: new Date('2026-06-01'), end: new Date('2026-07-01') };

describe('OnlineEvents', () => {
  /** What the provider lists of each calendar. */
  let lists: Map<string, () => Observable<readonly CalendarEvent[]>>;
  let asked: string[];
  let online: OnlineEvents<CalendarEvent>;
  let clock: ReturnType<typeof aClock>;

  beforeEach(() => {
    lists = new Map();
    asked = [];
    const list = (calendarId: string) => {
      asked.push(calendarId);
      return lists.get(calendarId)?.() ?? of([]);
    };
    clock = aClock('2026-05-01T00:00:00Z');
    online = new OnlineEvents({ list, clock });
  });

  /** The answers to somebody who watches a calendar. */
  function watched(calendarId: string, range = MAY): EventAnswer<CalendarEvent>[] {
    const answers: EventAnswer<CalendarEvent>[] = [];
    online.watch(calendarId, range).subscribe((answer) => answers.push(answer));
    return answers;
  }

  const fails = () => throwError(() => new CalendarSyncError('offline', ''));

  it('refresh: resolves when the new list is shown', async () => {
    const answers = watched('work');
    const list$ = new Subject<readonly CalendarEvent[]>();
    lists.set('work', () => list$);
    let isDone = false;
    const done = online.refresh('work').then(() => (isDone = true));
    list$.next([anEvent('new')]);
    await Promise.resolve();
    expect(isDone).toBeFalse();
    list$.complete();
    await done;
    expect(answers.at(-1)).toEqual({ events: [anEvent('new')], loading: false });
  });

  it('refresh: rejects where no calendar can be read, and resolves where another one can', async () => {
    const answers = watched('work');
    lists.set('work', fails);
    await expectAsync(online.refresh()).toBeRejectedWith(
      jasmine.objectContaining({ code: 'offline' }),
    );
    watched('home');
    await expectAsync(online.refresh()).toBeResolved();
    expect(answers.at(-1)?.error?.code).toBe('offline');
    await expectAsync(online.refresh('work')).toBeRejected();
  });

  it('refresh: resolves where nobody watches any more', async () => {
    lists.set('work', () => new Subject());
    const watching = online.watch('work', MAY).subscribe();
    const refreshed = online.refresh();
    watching.unsubscribe();
    await expectAsync(refreshed).toBeResolved();
  });

  describe('beforeWrite', () => {
    const target = { calendarId: 'work', eventId: 'standup' };
    const LISTED = anEvent('standup', { title: 'before' });
    const MINE = anEvent('standup', { title: 'mine' });
    const THEIRS = anEvent('standup', { title: 'theirs' });
    let seen: [HeldEvent | undefined, HeldEvent | undefined][];

    /** Confirms a write; a list has it, or something later, where it differs from the list before the write. */
    function confirm(overlay: Overlay): void {
      const confirmed = online.beforeWrite(target);
      let isShown = false;
      seen = [];
      const isShownBy: ConfirmedWrite<CalendarEvent>['isShownBy'] = (before, now) => {
        seen.push([before, now]);
        return !sameJson(before?.value, now?.value);
      };
      confirmed({ overlay, isMadeHere: true, isShownBy }, () => (isShown = true));
      expect(isShown).toBeTrue();
    }
    const put = (event: CalendarEvent) => {
      confirm({ kind: 'put', event });
    };
    const listOf = (...events: readonly CalendarEvent[]) => {
      lists.set('work', () => of(events));
    };
    const eventsIn = (answers: readonly EventAnswer<CalendarEvent>[]) => answers.at(-1)?.events;

    it('every watch of the calendar shows a confirmed write at once', () => {
      listOf(LISTED);
      const [view, sidebar, june] = [watched('work'), watched('work'), watched('work', JUNE)];
      put(MINE);
      expect([view, sidebar].map(eventsIn)).toEqual([[MINE], [MINE]]);
      expect(eventsIn(june)).toEqual([]);
      confirm({ kind: 'delete', target });
      expect([view, sidebar].map(eventsIn)).toEqual([[], []]);
    });

    it('a list that lags behind a write does not undo it, in any watch', async () => {
      listOf(LISTED);
      const [view, sidebar] = [watched('work'), watched('work')];
      put(MINE);
      await online.refresh();
      expect([view, sidebar].map(eventsIn)).toEqual([[MINE], [MINE]]);
      expect(eventsIn(watched('work'))).toEqual([MINE]);
    });

    it('a list that has something later ends the write', async () => {
      listOf(LISTED);
      const view = watched('work');
      put(MINE);
      listOf(THEIRS);
      await online.refresh();
      expect(eventsIn(view)).toEqual([THEIRS]);
      listOf(LISTED);
      await online.refresh();
      expect(eventsIn(view)).toEqual([LISTED]);
    });

    it('lists that lag behind two writes of one event undo neither', async () => {
      listOf(LISTED);
      const view = watched('work');
      put(MINE);
      confirm({ kind: 'delete', target });
      await online.refresh();
      expect(eventsIn(view)).toEqual([]);
      put(MINE);
      await online.refresh();
      expect(eventsIn(view)).toEqual([MINE]);
    });

    it('a list of another range that lacks the event does not end the write', async () => {
      listOf(LISTED);
      const view = watched('work');
      put(MINE);
      listOf();
      watched('work', JUNE);
      expect(seen.every(([before, now]) => before === now)).toBeTrue();
      listOf(LISTED);
      await online.refresh();
      expect(eventsIn(view)).toEqual([MINE]);
    });

    it('a complete list of a longer range that lacks the event ends the write: the event no longer shows', () => {
      listOf(LISTED);
      watched('work');
      put(MINE);
      listOf();
      expect(eventsIn(watched('work', { start: MAY.start, end: JUNE.end }))).toEqual([]);
    });

    it('a series is asked for at once, since only the provider knows its occurrences', () => {
      const first = anEvent('first', { seriesId: 'standup' });
      listOf(first);
      watched('work');
      put(anEvent('standup', { recurrence: ['RRULE:FREQ=DAILY'] }));
      expect(asked).toEqual(['work', 'work']);
      expect(seen[0]?.map((held) => held?.value)).toEqual([[first], [first]]);
    });

    it('many writes during a slow list: the list completes and shows, and the calendar is asked once more', () => {
      const slow$ = new Subject<readonly CalendarEvent[]>();
      lists.set('work', () => slow$);
      const answers = watched('work');
      for (let count = 0; count < 100; count += 1) {
        put(anEvent('standup', { title: `write ${count}`, recurrence: ['RRULE:FREQ=DAILY'] }));
      }
      expect(asked).toEqual(['work']);
      slow$.next([anEvent('other')]);
      listOf(anEvent('other'), anEvent('first', { seriesId: 'standup' }));
      slow$.complete();
      expect(answers.some(({ loading, events }) => !loading && events.length > 0)).toBeTrue();
      expect(answers.at(-1)?.loading).toBeFalse();
      expect(eventsIn(answers)?.map(({ id }) => id)).toContain('first');
      expect(asked).toEqual(['work', 'work']);
    });

    it('writes of a calendar that nobody looks at: those that no list can lack any more are forgotten', () => {
      let compared = 0;
      const answered = clock.now();
      for (let count = 0; count < 1_000; count += 1) {
        const answeredAt = clock.now();
        const isShownBy = (_before: unknown, _current: unknown, askedAt: number) => {
          compared += 1;
          return askedAt - answeredAt > 300_000;
        };
        const event = anEvent(`event ${count}`);
        const overlay = { kind: 'put', event } as const;
        online.beforeWrite({ calendarId: 'work', eventId: event.id })(
          { overlay, isMadeHere: true, isShownBy },
          () => undefined,
        );
        clock.tick(60_000);
      }
      expect(clock.now() - answered).toBe(60_000_000);
      expect(compared).toBeLessThan(2_100);
      compared = 0;
      listOf();
      expect(eventsIn(watched('work'))?.length).toBe(5);
      expect(compared).toBeLessThan(20);
    });

    it('a write during a list that fails: the calendar is asked once more', () => {
      const slow$ = new Subject<readonly CalendarEvent[]>();
      lists.set('work', () => slow$);
      const answers = watched('work');
      put(MINE);
      listOf(THEIRS);
      slow$.error(new CalendarSyncError('offline', ''));
      expect(answers.at(-1)).toEqual({ events: [THEIRS], loading: false });
      expect(asked).toEqual(['work', 'work']);
    });

    it('writes while the calendar is asked again and again: each list completes before the next one is asked for', () => {
      const running: Subject<readonly CalendarEvent[]>[] = [];
      lists.set('work', () => {
        const list$ = new Subject<readonly CalendarEvent[]>();
        running.push(list$);
        return list$;
      });
      const answers = watched('work');
      for (let count = 0; count < 3; count += 1) {
        put(MINE);
        put(anEvent('standup', { title: 'again' }));
        running[count]?.complete();
      }
      running[3]?.complete();
      expect(running.length).toBe(4);
      expect(answers.filter(({ loading }) => !loading).length).toBe(4);
    });
  });
});
