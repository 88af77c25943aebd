import { OwnWrites } from './calendar-changes';

describe('OwnWrites', () => {
  it('has: five thousand writes before the next pull are known, and those of long ago are forgotten', () => {
    const own = new OwnWrites();
    const version = (count: number) => ({ id: 'standup', version: String(count) });
    for (let count = 0; count < 20_000; count += 1) {
      own.add('work', version(count));
    }
    expect(own.has('work', version(15_000))).toBeTrue();
    expect(own.has('work', version(0))).toBeFalse();
    expect(own.has('home', version(19_999))).toBeFalse();
  });
});
