import { OwnVersions } from './own-versions';

const inSeries = (eventId: string) => ({ calendarId: 'work', eventId, seriesId: 'weekly' });

const STANDUP = { calendarId: 'work', eventId: 'standup' };

describe('OwnVersions', () => {
  it('latest: follows the versions that our own writes have made', () => {
    const versions = new OwnVersions();
    versions.replaced(STANDUP, 'v1', 'v2');
    versions.replaced(STANDUP, 'v2', 'v3');
    expect(versions.latest(STANDUP, 'v1')).toEqual(['v3']);
    expect(versions.latest(STANDUP, 'v9')).toEqual(['v9']);
    expect(versions.latest({ ...STANDUP, calendarId: 'home' }, 'v1')).toEqual(['v1']);
  });

  it('own versions: one that is answered as its own successor, or as that of a later one, is left as it is', () => {
    const versions = new OwnVersions();
    versions.replaced(STANDUP, 'v1', 'v1');
    expect(versions.latest(STANDUP, 'v1')).toEqual(['v1']);
    versions.replaced(STANDUP, 'v1', 'v2');
    versions.replaced(STANDUP, 'v2', 'v1');
    expect(versions.latest(STANDUP, 'v1')).toEqual(['v2']);
  });

  it('latest: of an occurrence it knows its own version, and the one that the series may have got', () => {
    const versions = new OwnVersions();
    versions.replaced(inSeries('monday'), 'v1', 'v2');
    expect(versions.latest(inSeries('monday'), 'v1')).toEqual(['v2']);
    expect(versions.latest(inSeries('tuesday'), 'v1')).toEqual(['v1', 'v2']);
  });

  it('latest: of a series it knows the own version first, then the one that a write to an occurrence has made', () => {
    const versions = new OwnVersions();
    const series = { calendarId: 'work', eventId: 'weekly' };
    versions.replaced(inSeries('monday'), 'v1', 'v2');
    expect(versions.latest(series, 'v1')).toEqual(['v1', 'v2']);
    versions.replaced(series, 'v1', 'v3');
    expect(versions.latest(series, 'v1')).toEqual(['v3']);
    expect(versions.latest(inSeries('monday'), 'v1')).toEqual(['v2', 'v3']);
  });

  it('latest: a version that writes are sent for is known after any number of others, and one of long ago is forgotten', () => {
    const versions = new OwnVersions();
    const target = { calendarId: 'work', eventId: 'standup' };
    for (let count = 1; count <= 20_000; count += 1) {
      versions.replaced(target, `v${String(count)}`, `v${String(count + 1)}`);
      expect(versions.latest(target, 'v1')).toEqual([`v${String(count + 1)}`]);
    }
    versions.replaced({ calendarId: 'work', eventId: 'old' }, 'a', 'b');
    for (let count = 1; count <= 20_000; count += 1) {
      versions.replaced(target, `w${String(count)}`, `w${String(count + 1)}`);
    }
    expect(versions.isReplaced({ calendarId: 'work', eventId: 'old' }, 'a')).toBeFalse();
  });

  it('isReplaced: a version that a write to the series or to another occurrence has replaced is old', () => {
    const versions = new OwnVersions();
    versions.replaced({ calendarId: 'work', eventId: 'weekly' }, 'v1', 'v2');
    expect(versions.isReplaced(inSeries('monday'), 'v1')).toBeTrue();
    expect(versions.isReplaced(inSeries('monday'), 'v2')).toBeFalse();
  });
});
