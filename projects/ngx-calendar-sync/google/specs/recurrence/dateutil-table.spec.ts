import table from '../../../../google-ics/src/recurrence/fixtures/dateutil-table.tsv' with {
  loader: 'text',
};
import { ZoneClock } from '../../../core/model/zone-clock';
import { RFC_5545 } from '../../../core/recurrence/dialect';
import { expand } from '../../../core/recurrence/specs/series';

/** One series of the table, with the first starts that python-dateutil found within {@link HORIZON_MS}. */
interface Row {
  /** A day, or a wall time in the zone. */
  readonly start: string;
  /** `undefined` for an all-day series. */
  readonly zone: string | undefined;
  readonly recurrence: readonly string[];
  readonly starts: readonly string[];
}

const DAY_MS = 86_400_000;
const HORIZON_MS = 366 * 11 * DAY_MS;
/** Where a series has more starts, the table has the first ones. */
const MAX_STARTS = 16;

/** The table of the emulator's specs, which `scripts/generate-recurrence-table.py` writes there. */
describe('Recurrence in comparison with python-dateutil', () => {
  const rows: readonly Row[] = table
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [start = '', zone, recurrence = '', starts = ''] = line.split('\t');
      return {
        start,
        zone: zone === 'all-day' ? undefined : zone,
        recurrence: recurrence.split(' '),
        starts: starts === '' ? [] : starts.split(' '),
      };
    });

  it('recurrence: 2,400 rules with 27,806 starts expand as with python-dateutil, without a difference', () => {
    const starts = rows.reduce((sum, row) => sum + row.starts.length, 0);
    expect([rows.length, starts]).toEqual([2_400, 27_806]);
    expect(
      rows
        .map((row) => ({ ...row, found: startsOf(row) }))
        .filter((row) => row.found.join() !== row.starts.join()),
    ).toEqual([]);
  });
});

function startsOf({ start, zone, recurrence, starts }: Row): readonly string[] {
  const first = zone === undefined ? start : instantOf(start, zone);
  // An end long after the last start would find thousands of daily starts that the table does not have.
  const last = starts.at(-1);
  const end =
    last !== undefined && starts.length === MAX_STARTS
      ? Date.parse(withSeparators(last)) + 1000
      : Date.parse(first) + HORIZON_MS;
  const series = { start: first, end: first, recurrence, ...(zone && { timeZone: zone }) };
  const { occurrences, problems } = expand(
    series,
    new Date(Date.parse(first) - DAY_MS).toISOString(),
    new Date(end).toISOString(),
    'UTC',
    RFC_5545,
  );
  expect(problems).toEqual([]);
  return occurrences.map((each) =>
    each.start.slice(0, zone === undefined ? 10 : 16).replace(/[-:]/g, ''),
  );
}

function instantOf(wallTime: string, zone: string): string {
  return new Date(ZoneClock.of(zone).instantOf(Date.parse(`${wallTime}Z`))).toISOString();
}

/** `20091129T0300` as `2009-11-29T03:00Z`. */
function withSeparators(start: string): string {
  const day = `${start.slice(0, 4)}-${start.slice(4, 6)}-${start.slice(6, 8)}`;
  return start.length === 8 ? day : `${day}T${start.slice(9, 11)}:${start.slice(11)}Z`;
}
