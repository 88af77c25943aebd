import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { noProgress } from './copy-progress';
import { PullSchedule } from './pull-schedule';

const MINUTE_MS = 60_000;

describe('PullSchedule', () => {
  let nowMs: number;
  let schedule: PullSchedule;

  beforeEach(() => {
    nowMs = Date.parse('2026-05-01T12:00:00Z');
    const clock: SchedulerLike = {
      now: () => nowMs,
      schedule: asyncScheduler.schedule.bind(asyncScheduler),
    };
    schedule = new PullSchedule(clock, () => 0);
    schedule.follow({ kind: 'pulled', calendarId: 'work', begunAt: nowMs });
    schedule.follow({ kind: 'progress', progress: { ...noProgress, syncedAt: nowMs } });
    nowMs += 1000;
  });

  it('isFresh, isDue: a calendar that was pulled a second ago need not be pulled', () => {
    schedule.beginPass();
    expect(schedule.isFresh('work')).toBeTrue();
    expect(schedule.isDue('work')).toBeFalse();
  });

  it('beginPass: after the clock was set back every calendar is due, and the passes that follow count again', () => {
    nowMs -= 60 * MINUTE_MS;
    schedule.beginPass();
    expect(schedule.isDue('work')).toBeTrue();
    schedule.follow({ kind: 'pulled', calendarId: 'work', begunAt: nowMs });
    schedule.follow({ kind: 'progress', progress: { ...noProgress, syncedAt: nowMs } });
    schedule.beginPass();
    expect(schedule.isDue('work')).toBeFalse();
  });

  it('isFresh: a pull whose time is still to come, since the clock was set back, counts as long ago', () => {
    nowMs -= 60 * MINUTE_MS;
    expect(schedule.isFresh('work')).toBeFalse();
  });
});
