import { RecentEntries } from './recent-entries';

describe('RecentEntries', () => {
  function setMany(entries: RecentEntries<number>, count: number): void {
    for (let index = 0; index < count; index += 1) {
      entries.set(`other ${String(index)}`, index);
    }
  }

  it('get: an entry is found after as many others as are remembered, and is forgotten after twice as many', () => {
    const entries = new RecentEntries<number>(100);
    entries.set('one', 1);
    setMany(entries, 100);
    expect(entries.get('one')).toBe(1);
    setMany(entries, 200);
    expect(entries.get('one')).toBeUndefined();
  });

  it('get: an entry that is set again and again is found, with its last value', () => {
    const entries = new RecentEntries<number>(100);
    for (let round = 0; round < 10; round += 1) {
      entries.set('one', round);
      setMany(entries, 100);
    }
    expect(entries.get('one')).toBe(9);
  });

  it('size: of a hundred thousand entries twice the minimum stays', () => {
    const entries = new RecentEntries<number>(100);
    setMany(entries, 100_000);
    expect(entries.size).toBeLessThanOrEqual(200);
    entries.clear();
    expect(entries.size).toBe(0);
  });
});
