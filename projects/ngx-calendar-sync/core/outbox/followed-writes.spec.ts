import { asapScheduler } from 'rxjs';
import type {
  CalendarEvent,
  ɵPlannedWrite as PlannedWrite,
  ɵStoredWrite as StoredWrite,
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
  /** What the views of a calendar show from now on, by calendar. */
  let shownIn: Map<string, () => void>;
  /** The writes that have left the log, in that order. */
  let left: string[];
  let followed: FollowedWrites<CalendarEvent>;

  beforeEach(() => {
    shownIn = new Map();
    left = [];
    followed = new FollowedWrites<CalendarEvent>({
      backend: {
        beforeWrite: (target) => (_write, onShown) => {
          const earlier = shownIn.get(target.calendarId);
          shownIn.set(target.calendarId, () => {
            earlier?.();
            onShown();
          });
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

  const shows = (calendarId: string) => shownIn.get(calendarId)?.();

  it('a later change of an event that was moved stays in the log until both calendars show the move', () => {
    followed.follow({ changed: [MOVE, RENAME, OTHER], gone: [] });
    shows('home');
    expect(left).toEqual(['3']);
    shows('work');
    expect(left).toEqual(['3', '1', '2']);
  });
});
