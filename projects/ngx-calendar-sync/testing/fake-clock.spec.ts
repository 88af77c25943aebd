import { interval, type SchedulerAction, take, timer } from 'rxjs';
import { aClock, type FakeClock } from './fake-clock';

const SECOND_MS = 1_000;
const FOUR_WEEKS_MS = 28 * 24 * 3_600_000;

describe('FakeClock', () => {
  it('tick: four weeks at once, with a timer of every second that then ends', () => {
    const clock = aClock('2026-06-01T00:00:00Z');
    let ticks = 0;
    const seconds = interval(SECOND_MS, clock).subscribe(() => ticks++);
    clock.tick(FOUR_WEEKS_MS);
    expect(ticks).toBe(FOUR_WEEKS_MS / SECOND_MS);
    expect(new Date(clock.now()).toISOString()).toBe('2026-06-29T00:00:00.000Z');
    expect(() => {
      seconds.unsubscribe();
    }).not.toThrow();
    clock.tick(SECOND_MS);
    expect(ticks).toBe(FOUR_WEEKS_MS / SECOND_MS);
  });

  it('tick: timers of one moment run in the order in which they were set, repeated ones too', () => {
    const clock = aClock();
    const ran: string[] = [];
    const first = timer(2, 2, clock).subscribe(() => ran.push('first'));
    timer(4, clock).subscribe(() => ran.push('once'));
    const second = timer(2, 2, clock).subscribe(() => ran.push('second'));
    clock.tick(4);
    expect(ran).toEqual(['first', 'second', 'once', 'first', 'second']);
    first.unsubscribe();
    second.unsubscribe();
  });

  it('tick: a timer that is put off while it waits runs once, at the last time that was set', () => {
    const clock = aClock();
    const ran: [name: string | undefined, at: number][] = [];
    const start = clock.now();
    const action = scheduled(clock, (name) => ran.push([name, clock.now() - start]), 10);
    action.schedule('put off', 20);
    action.schedule('put off again', 30);
    clock.tick(25);
    expect(ran).toEqual([]);
    clock.tick(25);
    expect(ran).toEqual([['put off again', 30]]);
  });

  it('tick: a timer that another one puts off while the clock is moved runs at the later time', () => {
    const clock = aClock();
    const start = clock.now();
    const ranAt: number[] = [];
    const action = scheduled(clock, () => ranAt.push(clock.now() - start), 20);
    timer(10, clock).subscribe(() => action.schedule(undefined, 20));
    clock.tick(40);
    expect(ranAt).toEqual([30]);
  });

  it('tick: a timer that is put off runs behind those that were set before for the same moment', () => {
    const clock = aClock();
    const ran: (string | undefined)[] = [];
    const note = (name?: string): void => {
      ran.push(name);
    };
    clock.schedule(note, 20, 'one');
    const action = scheduled(clock, note, 10);
    interval(1, clock).pipe(take(5)).subscribe();
    clock.tick(5);
    clock.schedule(note, 15, 'two');
    action.schedule('put off', 15);
    clock.schedule(note, 15, 'three');
    clock.tick(15);
    expect(ran).toEqual(['one', 'two', 'put off', 'three']);
  });

  it('unsubscribe: ends a timer that was put off and has then repeated 100,000 times', () => {
    const clock = aClock();
    let runs = 0;
    const action = scheduled(
      clock,
      function () {
        runs++;
        this.schedule(undefined, 1);
      },
      1,
    );
    action.schedule(undefined, 2);
    clock.tick(100_001);
    expect(runs).toBe(100_000);
    expect(() => {
      action.unsubscribe();
    }).not.toThrow();
    clock.tick(1);
    expect(runs).toBe(100_000);
  });
});

/** What `schedule` of a clock returns is the action, which can be scheduled again, also before it has run. */
function scheduled(
  clock: FakeClock,
  work: (this: SchedulerAction<string>, name?: string) => void,
  delay: number,
): SchedulerAction<string> {
  return clock.schedule(work, delay) as SchedulerAction<string>;
}
