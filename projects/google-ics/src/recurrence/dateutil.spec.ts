import { readFileSync } from 'node:fs';
import { fromWall } from '../time/zone.ts';
import { Occurrences } from './occurrences.ts';
import type { SeriesStart } from './series-start.ts';

/** One series of the table, with the starts that python3-dateutil found. */
interface Row {
  readonly series: SeriesStart;
  readonly lines: readonly string[];
  readonly starts: readonly string[];
}

/**

/** The table that `scripts/generate-recurrence-table.py` wrote. */
function readTable(): Row[] {
  const text = readFileSync(new URL('./fixtures/dateutil-table.tsv', import.meta.url), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [start = '', zone = '', lines = '', starts = ''] = line.split('\t');
      const allDay = zone === 'all-day';
      return {
        series: {
          allDay,
          wall: Date.parse(allDay ? start : `${start}Z`),
          zone: allDay ? 'UTC' : zone,
        },
        lines: lines.split(' '),
        starts: starts === '' ? [] : starts.split(' '),
      };
    });
}

describe('Recurrence in comparison with python3-dateutil', () => {
  const table = readTable();
  const HORIZON_MS = 366 * 11 * 86_400_000;
  const MAX_STARTS = 16;

  /**
   * Google reads a yearly rule with BYMONTHDAY and without BYMONTH differently from RFC 5545 and dateutil. Adding all
   * months gives it the meaning of the RFC; `occurrences.spec.ts` covers Google's.
   */
  const withMonths = (line: string): string =>
    line.includes('FREQ=YEARLY') &&
    line.includes('BYMONTHDAY=') &&
    !/BYMONTH=|BYDAY=|BYYEARDAY=|BYWEEKNO=/.test(line)
      ? `${line};BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12`
      : line;

  const written = (wall: number, { zone, allDay }: SeriesStart): string =>
    new Date(fromWall(wall, zone))
      .toISOString()
      .replaceAll(/[-:]/g, '')
      .slice(0, allDay ? 8 : 13);
  const firstOf = ({ series }: Row): string => written(series.wall, series);

  function expanded({ series, lines }: Row): string[] {
    const starts: string[] = [];
    const walls = new Occurrences(lines.map(withMonths), series).between(
      -Infinity,
      series.wall + HORIZON_MS,
    );
    for (const wall of walls) {
      starts.push(written(wall, series));
      if (starts.length === MAX_STARTS) {
        break;
      }
    }
    return starts;
  }

  const differing = new Map<Row, readonly string[]>();

  beforeAll(() => {
    for (const row of table) {
      const found = expanded(row);
      // Google also shows a first start that is not in the rule; dateutil does not.
      const [first = '', ...others] = found;
      const isOutside = first === firstOf(row) && row.starts[0] !== first;
      const compared = isOutside ? others : found;
      const expected = isOutside ? row.starts.slice(0, MAX_STARTS - 1) : row.starts;
      if (compared.join(' ') !== expected.join(' ')) {
        differing.set(row, found);
      }
    }
  });

  const differences = (rows: readonly Row[]) =>
    rows.flatMap((row) => {
      const found = differing.get(row);
      return found ? [{ ...row, found }] : [];
    });

  const kinds: [string, (row: Row) => boolean, number][] = [
    ['all-day series', ({ series }) => series.allDay, 700],
    ['series in zones whose clocks change', ({ series }) => !series.allDay, 1200],
    ['COUNT', ({ lines }) => lines.some((line) => line.includes('COUNT=')), 500],
    ['UNTIL', ({ lines }) => lines.some((line) => line.includes('UNTIL=')), 500],
    ['BYSETPOS', ({ lines }) => lines.some((line) => line.includes('BYSETPOS=')), 200],
    ['WKST', ({ lines }) => lines.some((line) => line.includes('WKST=')), 150],
    ['BYWEEKNO', ({ lines }) => lines.some((line) => line.includes('BYWEEKNO=')), 50],
    ['BYYEARDAY', ({ lines }) => lines.some((line) => line.includes('BYYEARDAY=')), 50],
    ['RDATE', ({ lines }) => lines.some((line) => line.startsWith('RDATE')), 200],
    ['EXDATE', ({ lines }) => lines.some((line) => line.startsWith('EXDATE')), 200],
    ['EXRULE', ({ lines }) => lines.some((line) => line.startsWith('EXRULE')), 50],
    [
      'first starts on 29 February',
      ({ series }) => new Date(series.wall).toISOString().slice(5, 10) === '02-29',
      100,
    ],
  ];
  for (const [what, isKind, minimumRows] of kinds) {
    it(`recurrence: ${what} expand as with dateutil`, () => {
      const rows = table.filter(isKind);
      expect(rows.length).toBeGreaterThan(minimumRows);
      expect(differences(rows)).toEqual([]);
    });
  }

  it('recurrence: more than 2,000 rules expand as with dateutil', () => {
    expect(table.length).toBeGreaterThan(2000);
    expect(differences(table)).toEqual([]);
  });
});
