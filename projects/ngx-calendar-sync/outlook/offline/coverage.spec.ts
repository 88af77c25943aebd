import { copiedMonths, coverageAt } from './coverage';

const DAY_MS = 86_400_000;
/** What Graph allows, without the margins on both sides. */
const MAX_COVERAGE_MS = 1825 * DAY_MS - 52 * 3_600_000;

describe('coverage of the local copy', () => {
  it('coverageAt: by default has last month, this one and twelve more', () => {
    const coverage = coverageAt(Date.parse('2026-11-27T23:59:59Z'), copiedMonths({}));
    expect(coverage).toEqual({
      start: new Date('2026-10-01T00:00:00Z'),
      end: new Date('2027-12-01T00:00:00Z'),
    });
  });

  it('coverageAt: stays the same until the month ends, and rolls on then', () => {
    const months = copiedMonths({ monthsBack: 0, monthsAhead: 1 });
    const at = (time: string) => coverageAt(Date.parse(time), months);
    expect(at('2026-12-01T00:00:00Z')).toEqual(at('2026-12-31T23:59:59.999Z'));
    expect(at('2027-01-01T00:00:00Z')).toEqual({
      start: new Date('2027-01-01T00:00:00Z'),
      end: new Date('2027-03-01T00:00:00Z'),
    });
  });

  it('coverageAt: the most months that are allowed are fewer days than Graph has, whatever the month', () => {
    const months = copiedMonths({ monthsBack: 29, monthsAhead: 29 });
    for (let month = 0; month < 48; month += 1) {
      const { start, end } = coverageAt(Date.UTC(2024, month, 15), months);
      expect(end.getTime() - start.getTime()).toBeLessThanOrEqual(MAX_COVERAGE_MS);
    }
  });

  for (const [what, options] of [
    ['more months than Graph tells changes of', { monthsBack: 29, monthsAhead: 30 }],
    ['part of a month', { monthsBack: 0.5 }],
    ['a month less', { monthsAhead: -1 }],
    ['no number', { monthsAhead: Number.NaN }],
  ] as const) {
    it(`copiedMonths: refuses ${what}`, () => {
      expect(() => copiedMonths(options)).toThrow(
        jasmine.objectContaining({ code: 'invalid-config' }),
      );
    });
  }
});
