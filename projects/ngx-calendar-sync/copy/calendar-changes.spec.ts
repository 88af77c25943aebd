import { OwnWrites } from './calendar-changes';

describe('OwnWrites', () => {
  it('take: five thousand writes before the next pull are known, and those of long ago are forgotten', () => {
    const own = new OwnWrites();
    const version = (count: number) => ({ id: 'standup', version: String(count) });
    for (let count = 0; count < 20_000; count += 1) {
      own.add('work', version(count));
    }
    expect(own.take('work', version(15_000))).toBeTrue();
    expect(own.take('work', version(0))).toBeFalse();
    expect(own.take('home', version(19_999))).toBeFalse();
  });
});
