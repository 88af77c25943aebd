import { asyncScheduler } from 'rxjs';
import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import type { ConfirmedWrite, HeldEvent } from '../provider/event-backend';
import type { StoredWrite } from '../provider/write-log';
import { FollowedWrites } from './followed-writes';
import { OwnVersions } from './own-versions';

const MINUTE = 60_000;
const NOON = Date.parse('2026-05-01T12:00:00Z');

const heldAs = (title: string): HeldEvent => ({ deleted: false, version: undefined, value: title });
const BEFORE = heldAs('before');
const THEIRS = heldAs('theirs');

/** Written at noon, and answered then. */
const WRITE: StoredWrite = {
  id: '1',
  madeAt: NOON,
  plan: {
    kind: 'update',
    shown: { kind: 'put', event: anEvent('standup', { title: 'mine' }) },
    request: {},
  },
  state: 'confirmed',
  answer: { event: anEvent('standup', { title: 'mine' }), at: NOON },
};

describe('FollowedWrites and a clock that is set back', () => {
  let now: number;
  let write: ConfirmedWrite<CalendarEvent> | undefined;

  beforeEach(() => {
    now = NOON;
    const clock = {
      now: () => now,
      schedule: asyncScheduler.schedule.bind(asyncScheduler),
    };
    const followed = new FollowedWrites<CalendarEvent>({
      backend: {
        beforeWrite: () => (confirmed) => {
          write = confirmed;
        },
      },
      versions: new OwnVersions(),
      renamed: { add: () => undefined },
      clock,
      seen: () => undefined,
      isMadeHere: () => true,
      isBusy: () => false,
      onShown: () => undefined,
    });
    followed.follow({ changed: [WRITE], gone: [] });
  });

  /** Whether a list ends the overlay that was asked for just before. */
  const endsWith = (current: HeldEvent, askedAt = now) =>
    write?.isShownBy(BEFORE, current, askedAt);

  it('set back by an hour: the first list that has something later ends the overlay', () => {
    now = NOON - 60 * MINUTE;
    expect(endsWith(BEFORE)).toBeFalse();
    now += MINUTE;
    expect(endsWith(THEIRS)).toBeTrue();
  });

  it('set back by an hour: a list that lacks the write is believed five minutes later', () => {
    now = NOON - 60 * MINUTE;
    expect(endsWith(BEFORE)).toBeFalse();
    now += 4 * MINUTE;
    expect(endsWith(BEFORE)).toBeFalse();
    now += 2 * MINUTE;
    expect(endsWith(BEFORE)).toBeTrue();
  });

  it('set back after a list was asked for: that list ends nothing', () => {
    const askedAt = NOON + MINUTE;
    now = NOON - 60 * MINUTE;
    expect(endsWith(BEFORE, askedAt)).toBeFalse();
    expect(endsWith(THEIRS, askedAt)).toBeFalse();
  });

  it('not set back: a list of before the answer ends nothing, and one of five minutes later does', () => {
    expect(endsWith(THEIRS, NOON - 1)).toBeFalse();
    now = NOON + 4 * MINUTE;
    expect(endsWith(BEFORE)).toBeFalse();
    now = NOON + 6 * MINUTE;
    expect(endsWith(BEFORE)).toBeTrue();
  });
});
