import { debounceTime, interval, Subject, timer } from 'rxjs';
import { aClock } from './fake-clock';

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

  it('tick: a timer that is put off runs once, at the later time', () => {
    const clock = aClock();
    const typed = new Subject<string>();
    const searched: string[] = [];
    typed.pipe(debounceTime(100, clock)).subscribe((text) => searched.push(text));
    typed.next('a');
    clock.tick(60);
    typed.next('ab');
    clock.tick(60);
    expect(searched).toEqual([]);
    clock.tick(40);
    expect(searched).toEqual(['ab']);
  });
});
