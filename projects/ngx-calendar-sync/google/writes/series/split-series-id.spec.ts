import { splitSeriesId } from './split-series-id';

describe('splitSeriesId', () => {
  const from = '2026-11-02T09:00:00+01:00';
  const write = '0d0a4fb2-5c5d-4c0e-9f6e-3d2c9f4f7b11';

  it('id of a split series: it is the same for a repetition of the write, and for the same instant', () => {
    expect(splitSeriesId('standup', from, write)).toBe(splitSeriesId('standup', from, write));
    expect(splitSeriesId('standup', '2026-11-02T08:00:00Z', write)).toBe(
      splitSeriesId('standup', from, write),
    );
  });

  it('id of a split series: another series, date or write has another one', () => {
    const ids = new Set([
      splitSeriesId('standup', from, write),
      splitSeriesId('standup2', from, write),
      splitSeriesId('standup', '2026-11-09T09:00:00+01:00', write),
      splitSeriesId('standup', '2026-11-02', write),
      splitSeriesId('standup', from, write.replace('1', '2')),
      splitSeriesId('standup', from, ''),
    ]);
    expect(ids.size).toBe(6);
  });

  it('id of a split series: Google accepts it, whatever the id of the old series', () => {
    for (const seriesId of ['x', '_60q30c1g_R20261102T090000', 'Ünïcode'.repeat(200)]) {
      expect(splitSeriesId(seriesId, from, write)).toMatch(/^[a-v0-9]{5,1024}$/);
      expect(splitSeriesId(seriesId, '2026-11-02', 'wXYZ_ü')).toMatch(/^[a-v0-9]{5,1024}$/);
    }
  });
});
