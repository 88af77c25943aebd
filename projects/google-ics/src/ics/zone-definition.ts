import { Occurrences } from '../recurrence/occurrences.ts';
import { instantOfWall } from '../time/zone.ts';
import type { IcsComponent } from './components.ts';
import { allOf, firstOf, valueOf } from './properties.ts';
import { writtenTimeOf } from './written-time.ts';

/** Longer than the time between two changes of any clock that changes yearly. */
const EXPANDED_YEARS = 4;
/** Of one VTIMEZONE. More than any real time zone has. */
const MAX_CHANGES = 1000;
/** Of one VTIMEZONE. More than the changes of a century, for programs that write one STANDARD and DAYLIGHT for each year. */
const MAX_OBSERVANCES = 200;
/** Of one observance, which should have one rule. */
const MAX_RULES = 4;

/** A clock change: its instant, and the offsets before and after it in milliseconds east of UTC. */
export interface ZoneChange {
  readonly instant: number;
  readonly from: number;
  readonly to: number;
}

/** A component STANDARD or DAYLIGHT: https://www.rfc-editor.org/rfc/rfc5545#section-3.6.5 */
interface Observance {
  readonly wall: number;
  readonly from: number;
  readonly to: number;
  readonly rules: readonly string[];
  readonly dates: readonly number[];
}

/** The offsets that a VTIMEZONE defines. */
export class ZoneDefinition {
  readonly #observances: readonly Observance[];
  readonly #changes = new Map<number, readonly ZoneChange[]>();

  constructor(component: IcsComponent) {
    const observances = component.children.flatMap(observanceOf).sort((a, b) => a.wall - b.wall);
    let unusedDates = MAX_CHANGES;
    this.#observances = observances.slice(-MAX_OBSERVANCES).map((observance) => {
      const dates = observance.dates.slice(0, unusedDates);
      unusedDates -= dates.length;
      return { ...observance, dates };
    });
  }

  /** Whether it defines any offset. */
  get isUsable(): boolean {
    return this.#observances.length > 0;
  }

  instantOf(wall: number): number {
    return instantOfWall(wall, (instant) => this.offsetAt(instant));
  }

  offsetAt(instant: number): number {
    const changes = this.changesBefore(new Date(instant).getUTCFullYear() + 1);
    let [first, end] = [0, changes.length];
    while (first < end) {
      const middle = Math.floor((first + end) / 2);
      if ((changes[middle]?.instant ?? Infinity) <= instant) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    return changes[first - 1]?.to ?? this.#first;
  }

  /** The changes before the end of `year`. Changes many years earlier may be missing. */
  changesBefore(year: number): readonly ZoneChange[] {
    let changes = this.#changes.get(year);
    if (!changes) {
      changes = this.#expanded(year);
      this.#changes.set(year, changes);
    }
    return changes;
  }

  /** The observances that began last are expanded first, so that those are left out that matter least. */
  #expanded(year: number): ZoneChange[] {
    const changes: ZoneChange[] = [];
    for (const observance of [...this.#observances].reverse()) {
      changes.push(...changesOf(observance, year, MAX_CHANGES - changes.length));
    }
    return changes.sort((a, b) => a.instant - b.instant);
  }

  /** The offset before the first change. */
  get #first(): number {
    return this.#observances[0]?.from ?? 0;
  }
}

function observanceOf(component: IcsComponent): Observance[] {
  const to = offsetOf(valueOf(component, 'TZOFFSETTO'));
  if (!/^(STANDARD|DAYLIGHT)$/.test(component.name) || to === undefined) {
    return [];
  }
  const from = offsetOf(valueOf(component, 'TZOFFSETFROM')) ?? to;
  const wall =
    writtenTimeOf(firstOf(component, 'DTSTART')?.value ?? '')?.wall ?? Date.UTC(1970, 0, 1);
  const dates = allOf(component, 'RDATE').flatMap(({ value }) =>
    value.split(',').flatMap((text) => writtenTimeOf(text.split('/')[0] ?? '')?.wall ?? []),
  );
  const rules = allOf(component, 'RRULE').map(({ value }) => value.replaceAll(/\s/g, ''));
  return [
    { wall, from, to, rules: rules.filter((rule) => rule !== '').slice(0, MAX_RULES), dates },
  ];
}

/** Parses `+0100`, `-05:00` or `+005328`. */
function offsetOf(text: string | undefined): number | undefined {
  const [, sign, hours, minutes = '0', seconds = '0'] =
    /^([+-]?)(\d{1,2}):?(\d{2})?:?(\d{2})?$/.exec(text ?? '') ?? [];
  if (hours === undefined) {
    return undefined;
  }
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -size : size;
}

/** @param limit The most changes to answer. */
function changesOf(
  { wall, from, to, rules, dates }: Observance,
  lastYear: number,
  limit: number,
): ZoneChange[] {
  if (limit <= 0) {
    return [];
  }
  const end = Date.UTC(lastYear + 1, 0, 1);
  const byRule = rules.flatMap((rule) => ruleWalls(rule, wall, from, end, limit));
  // DTSTART with a rule says from when on the rule applies, and need not be a change itself.
  const walls = byRule.length > 0 ? [...byRule, ...dates] : [wall, ...dates];
  return walls
    .filter((each) => each < end)
    .slice(0, limit)
    .map((each) => ({ instant: each - from, from, to }));
}

/** @returns An empty list for a rule that cannot be read. */
function ruleWalls(rule: string, wall: number, from: number, end: number, limit: number): number[] {
  // UNTIL is in UTC, and the rule is in wall time with the offset before the change.
  const until = writtenTimeOf(/UNTIL=([\dTZ]+)/i.exec(rule)?.[1] ?? '');
  const lastWall = until ? until.wall + (until.utc ? from : 0) : Infinity;
  const isPlain = !/INTERVAL|COUNT/i.test(rule);
  const start = isPlain ? earlierStart(wall, Math.min(lastWall, end)) : wall;
  const text = withoutUntil(isPlain ? withMonthAndDay(rule, new Date(wall)) : rule);
  // Rules of clock changes are yearly; others would give far too many changes.
  if (!/FREQ=YEARLY/i.test(rule)) {
    return [];
  }
  const walls: number[] = [];
  try {
    const occurrences = new Occurrences([`RRULE:${text}`], {
      allDay: false,
      wall: start,
      zone: 'UTC',
    });
    for (const each of occurrences.between(start, Math.min(lastWall + 1, end))) {
      if (!isPlain || (each >= wall && each !== start)) {
        walls.push(each);
      }
      if (walls.length === limit) {
        break;
      }
    }
    return walls;
  } catch {
    return [];
  }
}

/**
 * Windows begins its rules in 1601, so a yearly rule is expanded only for the last years that are needed. The expansion
 * starts before DTSTART, because DTSTART is a change only if the rule has it.
 */
function earlierStart(wall: number, end: number): number {
  const start = new Date(wall);
  const year = Math.max(
    start.getUTCFullYear() - 1,
    new Date(end).getUTCFullYear() - EXPANDED_YEARS,
  );
  return Date.UTC(year, 0, 1, start.getUTCHours(), start.getUTCMinutes(), start.getUTCSeconds());
}

/** Adds the month and the day of DTSTART to a rule without them. */
function withMonthAndDay(rule: string, start: Date): string {
  const month = /BYMONTH=|BYYEARDAY|BYWEEKNO/i.test(rule)
    ? ''
    : `;BYMONTH=${start.getUTCMonth() + 1}`;
  const day = /BYDAY|BYMONTHDAY|BYYEARDAY/i.test(rule) ? '' : `;BYMONTHDAY=${start.getUTCDate()}`;
  return `${rule}${month}${day}`;
}

function withoutUntil(rule: string): string {
  return rule
    .split(';')
    .filter((part) => !/^UNTIL=/i.test(part))
    .join(';');
}
