import fc from 'fast-check';

import { calendarOf, fixture, imported } from '../testing/ics-import.ts';

/** Files with time zones, alarms, folded lines, series with exceptions, tasks and texts. */
const VALID_FILES = [
  fixture('google'),
  fixture('thunderbird'),
  fixture('broken'),
  fixture('outlook'),
].join('\n');
const LINES = VALID_FILES.split(/\r?\n/);

/** Damages a file: removes, repeats, swaps, truncates or joins lines. */
const damage = fc.oneof(
  fc.record({
    kind: fc.constant('drop' as const),
    at: fc.nat(),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('repeat' as const),
    at: fc.nat(),
    count: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ kind: fc.constant('swap' as const), at: fc.nat(), count: fc.nat() }),
  fc.record({
    kind: fc.constant('cut' as const),
    at: fc.nat(),
    count: fc.integer({ min: 0, max: 20 }),
  }),
  fc.record({ kind: fc.constant('join' as const), at: fc.nat(), count: fc.constant(0) }),
);

function damaged(
  lines: readonly string[],
  faults: readonly { kind: string; at: number; count: number }[],
): string {
  const all = [...lines];
  for (const { kind, at, count } of faults) {
    const index = at % all.length;
    const line = all[index] ?? '';
    if (kind === 'drop') {
      all.splice(index, count);
    } else if (kind === 'repeat') {
      all.splice(index, 0, ...all.slice(index, index + count));
    } else if (kind === 'swap') {
      const other = count % all.length;
      all[index] = all[other] ?? '';
      all[other] = line;
    } else if (kind === 'cut') {
      all[index] = line.slice(0, count);
    } else {
      all.splice(index, 2, line + (all[index + 1] ?? ''));
    }
  }
  return all.join('\r\n');
}

/** Counts the lines BEGIN:VEVENT, including those that are joined to the END before them. */
function eventsIn(text: string): number {
  return text.match(/^(?:END:[A-Z]+)?BEGIN:VEVENT\s*$/gim)?.length ?? 0;
}

const NO_EVENT = /not an event|BEGIN:VEVENT is missing|outside of any event|not an iCalendar file/;

describe('Damaged files', () => {
  const accounted = (text: string) => {
    const { events, refused } = imported(text);
    return events.length + refused.filter(({ reason }) => !NO_EVENT.test(reason)).length;
  };

  it('ics import: every event of a damaged file is either loaded or refused', () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 8 }), (faults) => {
        const text = damaged(LINES, faults);
        expect(accounted(text)).withContext(text).toBe(eventsIn(text));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('ics import: reasons and notes of a damaged file contain no internal error messages', () => {
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 8 }), (faults) => {
        const { refused, notes } = imported(damaged(LINES, faults));
        for (const text of [
          ...refused.map(({ reason }) => reason),
          ...notes.map(({ note }) => note),
        ]) {
          expect(text).not.toMatch(
            /Invalid time value|undefined|NaN|is not a function|Cannot read|ical/,
          );
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('ics import: arbitrary bytes in a file do not prevent its events from being loaded', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = calendarOf(['UID:a', 'DTSTART:20260804T120000', 'SUMMARY:A']);
        const file = Buffer.concat([
          Buffer.from(`${text}\r\nX:`),
          bytes,
          Buffer.from(`\r\n${text}`),
        ]);
        expect(imported(file).events.length).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
