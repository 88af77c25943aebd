import { asapScheduler } from 'rxjs';
import {
  type CalendarEvent,
  type ɵPlannedWrite as PlannedWrite,
  type ɵStoredWrite as StoredWrite,
  ɵtargetOf as targetOf,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { FollowedWrites } from './followed-writes';
import { OwnVersions } from './own-versions';

const EVENT: CalendarEvent = {
  id: 'second',
  calendarId: 'home',
  title: 'Second',
  start: '2026-06-05T10:00:00Z',
  end: '2026-06-05T10:30:00Z',
  allDay: false,
  editable: true,
  status: 'confirmed',
  version: '"2"',
};

/** A write that the provider has confirmed. */
function confirmed(id: string, plan: Omit<PlannedWrite, 'request'>): StoredWrite {
  const event = plan.shown.kind === 'put' ? plan.shown.event : undefined;
  const answer = { event, at: 1_000 };
  return { id, madeAt: 0, plan: { ...plan, request: {} }, state: 'confirmed', answer };
}

const MOVE = confirmed('1', {
  kind: 'move',
  shown: { kind: 'put', event: EVENT },
  movedFrom: { calendarId: 'work', eventId: EVENT.id },
});
const RENAMED = { ...EVENT, title: 'Renamed', version: '"3"' };
const RENAME = confirmed('2', { kind: 'update', shown: { kind: 'put', event: RENAMED } });
const OTHER = confirmed('3', {
  kind: 'update',
  shown: { kind: 'put', event: { ...EVENT, id: 'other' } },
});

describe('FollowedWrites', () => {
  /** What the views show from now on, once each is called. */
  let notShown: { readonly target: WriteTarget; readonly onShown: () => void }[];
  /** The writes that have left the log, in that order. */
  let left: string[];
  let followed: FollowedWrites<CalendarEvent>;

  beforeEach(() => {
    notShown = [];
    left = [];
    followed = new FollowedWrites<CalendarEvent>({
      backend: {
        beforeWrite: (target) => (_write, onShown) => {
          notShown.push({ target, onShown });
        },
      },
      versions: new OwnVersions(),
      renamed: { add: () => undefined },
      clock: asapScheduler,
      seen: () => undefined,
      isMadeHere: () => false,
      isBusy: () => false,
      onShown: (id) => left.push(id),
    });
  });

  /** The views of a calendar show what was written, of all of its events or of one. */
  const shows = (calendarId: string, eventId?: string) => {
    for (const { target, onShown } of notShown) {
      if (target.calendarId === calendarId && [undefined, target.eventId].includes(eventId)) {
        onShown();
      }
    }
  };

  it('a later change of an event that was moved stays in the log until both calendars show the move', () => {
    followed.follow({ changed: [MOVE, RENAME, OTHER], gone: [] });
    shows('home');
    expect(left).toEqual(['3']);
    shows('work');
    expect(left).toEqual(['3', '1', '2']);
  });

  describe('a change of an occurrence is shown while an earlier one of its series is, which would hide it', () => {
    const master = { ...EVENT, id: 'weekly', recurrence: ['RRULE:FREQ=WEEKLY'] };
    const target = { calendarId: 'home', eventId: 'weekly' };
    const all = confirmed('1', {
      kind: 'update',
      shown: { kind: 'series', target, master, exceptions: [], cancelled: [] },
    });
    const occurrence = { ...EVENT, id: 'weekly_2', seriesId: 'weekly', originalStart: EVENT.start };
    const one = confirmed('2', { kind: 'update', shown: { kind: 'put', event: occurrence } });
    const ids = () => followed.overlays.map((overlay) => targetOf(overlay).eventId);

    const begin = (earlier: StoredWrite) => {
      followed.follow({ changed: [earlier, one, OTHER], gone: [] });
      shows('home', 'weekly_2');
      shows('home', 'other');
    };

    it('and no longer', () => {
      begin(all);
      expect(left).toEqual(['3']);
      expect(ids()).toEqual(['weekly', 'weekly_2', 'other']);
      shows('home', 'weekly');
      expect(left).toEqual(['3', '1', '2']);
    });

    it('and not where the earlier one becomes the deletion of what it has added', () => {
      const { id, madeAt, plan } = all;
      begin({ id, madeAt, plan, state: 'conflict' });
      const shown = { kind: 'delete', target: { calendarId: 'home', eventId: 'added' } } as const;
      const deletion = { ...plan, kind: 'delete', shown } as const;
      followed.follow({ changed: [{ id, madeAt, plan: deletion, state: 'waiting' }], gone: [] });
      expect(left).toEqual(['3', '2']);
    });

    it('and not where the earlier one is given up', () => {
      const { id, madeAt, plan } = all;
      begin({ id, madeAt, plan, state: 'conflict' });
      expect(left).toEqual(['3']);
      followed.follow({ changed: [], gone: ['1'] });
      expect(left).toEqual(['3', '2']);
    });

    it('and the writes of other events are not looked through for that', () => {
      begin({ ...all, state: 'waiting' });
      let looks = 0;
      const others = Array.from({ length: 200 }, (_, index): StoredWrite => {
        const event = { ...EVENT, id: `other-${index}` };
        const kind = () => {
          looks += 1;
          return 'put' as const;
        };
        const shown = Object.defineProperty({ kind: 'put' as const, event }, 'kind', { get: kind });
        return {
          id: `0${1000 + index}`,
          madeAt: 0,
          plan: { kind: 'update', shown, request: {} },
          state: 'waiting',
        };
      });
      for (const other of others) {
        followed.follow({ changed: [other], gone: [] });
      }
      expect(ids()).toContain('weekly_2');
      expect(looks).toBeLessThan(20 * others.length);
    });
  });
});
