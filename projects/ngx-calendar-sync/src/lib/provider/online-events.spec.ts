import { type Observable, of, Subject, throwError } from 'rxjs';
import { aClock } from 'ngx-calendar-sync/testing';
import { anEvent } from '../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type { TimeRange } from '../model/time-range';
import type { ConfirmedWrite, EventAnswer, HeldEvent } from './event-backend';
import { OnlineEvents } from './online-events';

const MAY: TimeRange = { start: new Date('2026-05-01'), end: new Date('2026-06-01') };
const JUNE: TimeRange = { start: new Date('2026-06-01'), end: new Date('2026-07-01') };

describe('OnlineEvents', () => {
  /** What the provider lists of each calendar. */
  let lists: Map<string, () => Observable<readonly CalendarEvent[]>>;
  let asked: string[];
  let online: OnlineEvents<CalendarEvent>;

  beforeEach(() => {
    lists = new Map();
    asked = [];
    const list = (calendarId: string) => {
      asked.push(calendarId);
      return lists.get(calendarId)?.() ?? of([]);
    };
    online = new OnlineEvents({ list, clock: aClock('2026-05-01T00:00:00Z') });
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
    let seen: [HeldEvent | undefined, HeldEvent | undefined][];
    let confirmed: boolean;

    /** Tells of a confirmed write; it is shown where what is held is not what was held before. */
    function write(event: CalendarEvent): void {
      const confirm = online.beforeWrite(target);
      seen = [];
      confirmed = false;
      const isShownBy: ConfirmedWrite<CalendarEvent>['isShownBy'] = (before, now) => {
        seen.push([before, now]);
        return before?.value !== now?.value;
      };
      confirm({ overlay: { kind: 'put', event }, isShownBy }, () => (confirmed = true));
    }

    it('the write is shown with the list that has it, and not with one of before it', async () => {
      const before = [anEvent('standup')];
      lists.set('work', () => of(before));
      watched('work');
      write(anEvent('standup', { title: 'mine' }));
      await online.refresh();
      expect(confirmed).toBeFalse();
      lists.set('work', () => of([anEvent('standup', { title: 'mine' })]));
      await online.refresh();
      expect(confirmed).toBeTrue();
    });

    it('a list of another range says nothing by not having the event', () => {
      lists.set('work', () => of([anEvent('standup')]));
      watched('work');
      write(anEvent('standup', { title: 'mine' }));
      lists.set('work', () => of([]));
      watched('work', JUNE);
      expect(seen).toEqual([]);
      watched('work');
      expect(seen.length).toBe(1);
    });

    it('a series is asked for at once, since only the provider knows its occurrences', () => {
      lists.set('work', () => of([anEvent('first', { seriesId: 'standup' })]));
      watched('work');
      write(anEvent('standup', { recurrence: ['RRULE:FREQ=DAILY'] }));
      expect(asked).toEqual(['work', 'work']);
      expect(seen[0]?.map((held) => held?.value)).toEqual([
        [anEvent('first', { seriesId: 'standup' })],
        [anEvent('first', { seriesId: 'standup' })],
      ]);
    });
  });
});
