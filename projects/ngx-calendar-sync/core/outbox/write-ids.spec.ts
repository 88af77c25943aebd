import { WriteIds } from './write-ids';

describe('WriteIds', () => {
  let now: number;
  const clock = { now: () => now };

  beforeEach(() => {
    now = Date.parse('2026-05-04T09:00:00Z');
  });

  it('next: ids sort in the order in which they were made, also within one millisecond', () => {
    const ids = new WriteIds(clock);
    const made = Array.from({ length: 100 }, () => ids.next());
    now += 1;
    made.push(ids.next());
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('next: ids go on rising where the clock is set back', () => {
    const ids = new WriteIds(clock);
    const before = ids.next();
    now -= 60_000;
    expect(ids.next() > before).toBeTrue();
  });

  it('follow: ids come after those of a tab whose clock is ahead', () => {
    const ahead = new WriteIds({ now: () => now + 60_000 });
    const theirs = ahead.next();
    const ids = new WriteIds(clock);
    expect(ids.next() < theirs).toBeTrue();
    ids.follow(theirs);
    expect(ids.next() > theirs).toBeTrue();
  });
});
