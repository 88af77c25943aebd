import { formatDate } from '../time/rfc3339.ts';
import { fromWall } from '../time/zone.ts';
import { basicFormat, basicUtc, timeIn } from '../time/civil-time.ts';
import { contentLine, type ContentLine } from './content-lines.ts';
import { durationText } from './duration.ts';
import type { ReadEvent } from './event-group.ts';
import { allOf } from './properties.ts';
import { wallOf, type Series } from './recurrence-lines.ts';
import { rulePartsOf, ruleText, type RuleParts } from './rule-text.ts';
import { periodValuesOf, type TimeValue } from './time-value.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const RECURRENCE_LINE = /^(RRULE|EXRULE|RDATE|EXDATE)$/;

/** The result of changing "this and all following events" at Google: one series that ends, and one that begins. */
export interface SplitSeries {
  /** Undefined if the split is at the first occurrence. */
  readonly before: ReadEvent | undefined;
  readonly after: ReadEvent;
  /** Exceptions of the new series, shifted with it. */
  readonly later: readonly ReadEvent[];
}

/**
 * Splits a series at an exception with RANGE=THISANDFUTURE.
 * @param exceptions The other exceptions of the series.
 * @returns Undefined if the rule of the new series cannot be derived from the change of the one occurrence.
 */
export function splitSeries(
  master: ReadEvent,
  series: Series,
  from: ReadEvent,
  exceptions: readonly ReadEvent[],
): SplitSeries | undefined {
  const { calendarZone } = master.zones;
  const wallIn = (event: ReadEvent) =>
    wallOf(event.instance ?? event.times.start, series.start, calendarZone);
  const split = wallIn(from);
  const shift = wallOf(from.times.start, series.start, calendarZone) - split;
  const rules = allOf(master.component, 'RRULE').flatMap(
    ({ value }) => rulePartsOf(value, master.times.start, calendarZone, () => undefined) ?? [],
  );
  const own = from.component.properties.filter(({ name }) => RECURRENCE_LINE.test(name));
  const moved = own.length > 0 ? [] : rules.map((rule) => movedRule(rule, split, shift, series));
  if (
    from.times.start.kind !== master.times.start.kind ||
    moved.some((rule) => rule === undefined)
  ) {
    return undefined;
  }
  const dates = datesOf(master, series);
  const ended = rules.map((rule) => `RRULE:${ruleText(endedBefore(rule, split, series))}`);
  const begun = moved.flatMap((rule) => (rule ? `RRULE:${ruleText(rule)}` : []));
  const at = (wall: number) => propertyTimeOf(wall, series);
  return {
    before:
      split <= series.start.wall
        ? undefined
        : withRecurrence(master, [
            ...ended,
            ...dates.filter(({ wall }) => wall < split).map((date) => date.line(at(date.wall))),
          ]),
    after: {
      ...withRecurrence(from, [
        ...begun,
        ...own.map(({ text }) => text),
        ...(own.length > 0 ? [] : dates)
          .filter(({ wall }) => wall >= split)
          .map((date) => date.line(at(date.wall + shift))),
      ]),
      uid: master.uid.replace(/(?=@[^@]*$)|$/, `_R${at(split).replace(/^.*:|Z$/g, '')}`),
    },
    later: exceptions
      .filter((each) => wallIn(each) > split)
      .map((each) => ({ ...each, instance: valueAt(wallIn(each) + shift, series) })),
  };
}

/** The rule of the new series, or undefined if it cannot be derived from the change of one occurrence. */
function movedRule(
  rule: RuleParts,
  split: number,
  shift: number,
  series: Series,
): RuleParts | undefined {
  const parts = new Map(rule);
  const days = Math.floor((split + shift) / DAY_MS) - Math.floor(split / DAY_MS);
  const isTimeMoved = shift % DAY_MS !== 0;
  if (isTimeMoved && ['BYHOUR', 'BYMINUTE', 'BYSECOND'].some((name) => parts.has(name))) {
    return undefined;
  }
  const named = [...parts.keys()].filter((name) => name.startsWith('BY'));
  if (days !== 0 && named.length > 0) {
    const byDay = parts.get('BYDAY') ?? '';
    if (named.length > 1 || parts.get('FREQ') !== 'WEEKLY' || /\d/.test(byDay)) {
      return undefined;
    }
    const names = byDay
      .split(',')
      .map((name) => WEEKDAYS[(((WEEKDAYS.indexOf(name) + days) % 7) + 7) % 7]);
    parts.set('BYDAY', names.join(','));
  }
  const count = Number(parts.get('COUNT'));
  if (parts.has('COUNT')) {
    const past = [...series.occurrences.between(-Infinity, split)].length;
    parts.set('COUNT', String(Math.max(1, count - past)));
  }
  return parts;
}

function endedBefore(rule: RuleParts, split: number, series: Series): RuleParts {
  const parts = new Map([...rule].filter(([name]) => name !== 'COUNT' && name !== 'UNTIL'));
  const { allDay, zone } = series.start;
  const until = allDay
    ? basicFormat(formatDate(split - DAY_MS))
    : basicUtc(fromWall(split, zone) - 1000);
  return parts.set('UNTIL', until);
}

/** The RDATE and EXDATE values, each with a function that writes its line with another time. */
function datesOf(master: ReadEvent, series: Series) {
  return ['RDATE', 'EXDATE'].flatMap((name) =>
    allOf(master.component, name).flatMap((property) =>
      periodValuesOf(property, master.zones, () => undefined).map(({ start, length }) => ({
        wall: wallOf(start, series.start, master.zones.calendarZone),
        line: (value: string) =>
          length === undefined
            ? `${name}${value}`
            : `${name};VALUE=PERIOD${value}/${durationText(length)}`,
      })),
    ),
  );
}

/** A wall time of the series as it follows the name of a property: `;VALUE=DATE:20260511` or `:20260511T070000Z`. */
function propertyTimeOf(wall: number, { start: { allDay, zone } }: Series): string {
  return allDay
    ? `;VALUE=DATE:${basicFormat(formatDate(wall))}`
    : `:${basicUtc(fromWall(wall, zone))}`;
}

function valueAt(wall: number, { start: { allDay, zone } }: Series): TimeValue {
  return allDay
    ? { kind: 'day', date: formatDate(wall) }
    : { kind: 'time', instant: fromWall(wall, zone), zone: timeIn(zone, 0).timeZone, utc: false };
}

function withRecurrence(event: ReadEvent, lines: readonly string[]): ReadEvent {
  const { component } = event;
  const others = component.properties.filter(
    ({ name }) => !RECURRENCE_LINE.test(name) && name !== 'RECURRENCE-ID',
  );
  const added: ContentLine[] = lines.map((line) => contentLine(line, component.lineNumber));
  const { zones, note, place, uid, times, revision, stamp } = event;
  // `instance` is left out, because the former exception is now a master.
  return {
    ...{ zones, note, place, uid, times, revision, stamp },
    component: { ...component, properties: [...others, ...added] },
    andFollowing: false,
  };
}
