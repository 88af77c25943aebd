import { readFileSync } from 'node:fs';
import { fromWall } from '../time/zone.ts';
import { Occurrences } from './occurrences.ts';
import type { SeriesStart } from './series-start.ts';

/** One series of the table, and what python3-dateutil makes of it. */
interface Row {
  readonly series: SeriesStart;
  readonly lines: readonly string[];
  readonly starts: readonly string[];
}

/**
 * What Google reads otherwise than RFC 5545, and so than dateutil, is spelled out or taken away for the comparison;
 * `occurrences.spec.ts` has it by hand.
 */

/** As `scripts/generate-recurrence-table.py` wrote it. */
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

describe('Recurrence, compared with python3-dateutil', () => {
  const table = readTable();
  const HORIZON = 366 * 11 * 86_400_000;
  const MOST_STARTS = 16;

  /** A yearly rule of days without months, with all of the months that it means to RFC 5545 and not to Google. */
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
      series.wall + HORIZON,
    );
    for (const wall of walls) {
      starts.push(written(wall, series));
      if (starts.length === MOST_STARTS) {
        break;
      }
    }
    return starts;
  }

  const differing = new Map<Row, readonly string[]>();

  beforeAll(() => {
    for (const row of table) {
      const found = expanded(row);
      // Google shows the first start also where the rule has it not; to dateutil it is then none.
      const [first = '', ...others] = found;
      const isOutside = first === firstOf(row) && row.starts[0] !== first;
      const compared = isOutside ? others : found;
      const expected = isOutside ? row.starts.slice(0, MOST_STARTS - 1) : row.starts;
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
  for (const [what, isKind, least] of kinds) {
    it(`differs in nothing: ${what}`, () => {
      const rows = table.filter(isKind);
      expect(rows.length).toBeGreaterThan(least);
      expect(differences(rows)).toEqual([]);
    });
  }

  it('holds for all of more than 2,000 rules', () => {
    expect(table.length).toBeGreaterThan(2000);
    expect(differences(table)).toEqual([]);
  });
});
