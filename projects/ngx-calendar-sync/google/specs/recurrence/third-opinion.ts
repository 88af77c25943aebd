import { RRuleTemporal } from 'rrule-temporal';
import { ZoneClock } from '../../../core/model/zone-clock';
import { RFC_5545 } from '../../../core/recurrence/dialect';
import { expand } from '../../../core/recurrence/specs/series';
import { randomRule } from './random-rule';
import type { SeededRandom } from './seeded-random';
import { TIME_ZONES } from './random-series';
import { unusualRule } from './unusual-rule';

const DAY_MS = 86_400_000;

/** Zones whose clocks have not changed in the years of the rules. */
const STEADY_ZONES = ['UTC', 'Asia/Kolkata', 'Asia/Tokyo', 'America/Phoenix'] as const;

/** A rule, its first start as a wall time, and the range in which both expand it. */
interface RuleInRange {
  readonly rule: string;
  readonly zone: string;
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** What came of many rules. */
export interface ComparedRules {
  rules: number;
  starts: number;
  /** Rules that the library gave up, since they happen too often. */
  givenUp: number;
  /** Rules with starts that clocks skip: RFC 5545 moves them (3.3.5), rrule-temporal leaves them out. */
  skippedByClocks: number;
  /** How many rules differ, by the key in {@link KNOWN_DIFFERENCES}. */
  readonly known: Record<string, number>;
  /** Rules that differ otherwise. */
  readonly unknown: string[];
}

/**
 * Rules for which rrule-temporal differs from RFC 5545. In 4,000 rules python-dateutil 2.9 agreed with the library on
 * each of them, except where a comment says otherwise.
 */
const KNOWN_DIFFERENCES: Readonly<Record<string, (rule: string) => boolean>> = {
  // RFC 5545, 3.3.10, BYDAY: a weekday without a number is every such day, also beside one with a number. dateutil
  // finds only days that are both.
  'BYDAY with and without numbers': (rule) =>
    /BYDAY=(?:[^;]*,)?[A-Z]/.test(rule) && /BYDAY=[^;]*\d/.test(rule),
  // RFC 5545, 3.3.10, note 2 of its table: beside BYMONTHDAY and BYYEARDAY, BYDAY limits their days and adds none.
  'YEARLY with BYDAY beside BYYEARDAY, or with numbers in it beside BYMONTHDAY': (rule) =>
    rule.includes('FREQ=YEARLY') &&
    (/BYYEARDAY.*BYDAY/.test(rule) || /BYMONTHDAY.*BYDAY=[^;]*\d/.test(rule)),
  // RFC 5545, 3.3.10: each part is applied to the set that the one before it has left.
  'two of BYWEEKNO, BYYEARDAY and BYMONTHDAY': (rule) =>
    [/BYWEEKNO/, /BYYEARDAY/, /BYMONTHDAY/].filter((part) => part.test(rule)).length > 1,
  // RFC 5545, 3.3.10: what the rule lacks is taken from DTSTART, here its weekday. dateutil finds all seven days.
  'BYWEEKNO without BYDAY': (rule) => rule.includes('BYWEEKNO') && !rule.includes('BYDAY'),
};

/** Expands random rules with the library and with rrule-temporal. */
export function compareRules(random: SeededRandom, count: number): ComparedRules {
  const compared: ComparedRules = {
    rules: count,
    starts: 0,
    givenUp: 0,
    skippedByClocks: 0,
    known: {},
    unknown: [],
  };
  for (let index = 0; index < count; index += 1) {
    const each = randomRuleInRange(random);
    const ours = ourStarts(each);
    if (!ours) {
      compared.givenUp += 1;
      continue;
    }
    compared.starts += ours.length;
    const theirs = theirStarts(each);
    if (ours.join() === theirs.join()) {
      continue;
    }
    const known = Object.entries(KNOWN_DIFFERENCES).find(([, isOfKind]) => isOfKind(each.rule));
    if (known) {
      compared.known[known[0]] = (compared.known[known[0]] ?? 0) + 1;
    } else if (isBySkippedTime(each, ours, theirs)) {
      compared.skippedByClocks += 1;
    } else {
      compared.unknown.push(
        `${each.rule} from ${new Date(each.start).toISOString()} in ${each.zone}: ` +
          `${ours.length} starts, and ${theirs.length} by rrule-temporal`,
      );
    }
  }
  return compared;
}

function randomRuleInRange(random: SeededRandom): RuleInRange {
  const isUnusual = random.chance(0.5);
  // In hours and minutes the package counts elapsed time, where clocks change; the library and dateutil count by the
  // clocks, as RFC 5545 has it for local times (3.3.10). Elsewhere both are the same.
  const isTimed = isUnusual && random.chance(0.5);
  const zone = random.oneOf<string>(isTimed ? STEADY_ZONES : TIME_ZONES);
  const rule = isUnusual ? unusualRule(random, isTimed) : randomRule(random);
  const start = Date.UTC(
    random.integer(2012, 2027),
    random.integer(0, 11),
    random.chance(0.1) ? 29 : random.integer(1, 31),
    random.oneOf([0, 1, 2, 3, 9, 14, 18, 23]),
    random.oneOf([0, 15, 30]),
  );
  const days = random.oneOf([42, 200, 800, 1500]);
  const from = start + (random.chance(0.5) ? -DAY_MS : random.integer(0, 5000) * DAY_MS);
  const count = random.chance(0.3) ? `;COUNT=${random.integer(1, 40)}` : '';
  return { rule: rule + count, zone, start, from, to: from + days * DAY_MS };
}

/** In milliseconds since the epoch. `undefined` where the library gives the rule up. */
function ourStarts({ rule, zone, start, from, to }: RuleInRange): readonly number[] | undefined {
  const first = new Date(ZoneClock.of(zone).instantOf(start)).toISOString();
  const series = { start: first, end: first, timeZone: zone, recurrence: [`RRULE:${rule}`] };
  const range = [new Date(from).toISOString(), new Date(to).toISOString()] as const;
  const { occurrences, problems } = expand(series, ...range, 'UTC', RFC_5545);
  return problems.length > 0 ? undefined : occurrences.map((each) => Date.parse(each.start));
}

function theirStarts({ rule, zone, start, from, to }: RuleInRange): readonly number[] {
  const clock = ZoneClock.of(zone);
  const wallTime = new Date(clock.wallTimeAt(clock.instantOf(start))).toISOString().slice(0, 19);
  const rruleString = `DTSTART;TZID=${zone}:${wallTime.replace(/[-:]/g, '')}\nRRULE:${rule}`;
  return new RRuleTemporal({ rruleString, maxIterations: 1_000_000 })
    .between(new Date(from), new Date(to - 1), true)
    .map(({ epochMilliseconds }) => epochMilliseconds);
}

/** Whether the two differ in nothing but starts that clocks skip, or in what BYSETPOS and COUNT count on such a day. */
function isBySkippedTime(
  { rule, zone, start, to }: RuleInRange,
  ours: readonly number[],
  theirs: readonly number[],
): boolean {
  const clock = ZoneClock.of(zone);
  const timeOfDay = (wallTime: number) => ((wallTime % DAY_MS) + DAY_MS) % DAY_MS;
  const atTimeOfStart = (starts: readonly number[]) =>
    starts.filter((each) => timeOfDay(clock.wallTimeAt(each)) === timeOfDay(start)).join();
  const countsSkippedTime = () =>
    /BYSETPOS|COUNT/.test(rule) &&
    wallTimesOf(rule.replace(/;(BYSETPOS|COUNT)=[^;]*/g, ''), start, to).some(
      (wallTime) => clock.wallTimeAt(clock.instantOf(wallTime)) !== wallTime,
    );
  return (
    !/BYHOUR|BYMINUTE|BYSECOND|HOURLY|MINUTELY/.test(rule) &&
    !STEADY_ZONES.some((steady) => steady === zone) &&
    (atTimeOfStart(ours) === atTimeOfStart(theirs) || countsSkippedTime())
  );
}

/** What a rule holds by the clocks, whatever they skip. */
function wallTimesOf(rule: string, start: number, to: number): readonly number[] {
  const first = new Date(start).toISOString();
  const series = { start: first, end: first, timeZone: 'UTC', recurrence: [`RRULE:${rule}`] };
  const { occurrences } = expand(series, first, new Date(to).toISOString(), 'UTC', RFC_5545);
  return occurrences.map((each) => Date.parse(each.start));
}
