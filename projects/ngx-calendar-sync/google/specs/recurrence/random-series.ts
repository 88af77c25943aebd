import {
  type TimeRange,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync/core';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import type { SeededRandom } from './seeded-random';
import { randomRule } from './random-rule';

/** Both hemispheres, a zone that changes its offset by half an hour, and one that changed it at midnight. */
export const TIME_ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as const;

const MINUTE_MS = 60_000;

/** A series as Google stores it. Half of the hours are ones in which clocks change, where expansions differ most. */
export function randomSeries(random: SeededRandom, id: string): GoogleEvent {
  const day = randomDay(random);
  if (random.chance(0.3)) {
    const end = addDays(day, random.oneOf([1, 1, 1, 2, 7]));
    const recurrence = [ruleOf(random, day, undefined), ...extraLines(random, day, undefined)];
    return { id, summary: id, start: { date: day }, end: { date: end }, recurrence };
  }
  const zone = random.oneOf(TIME_ZONES);
  const hour = random.oneOf(['00', '01', '02', '03', '09', '14', '18', '23']);
  const start = dateTimeOf(`${day}T${hour}:${random.oneOf(['00', '15', '30'])}`, zone);
  const length = random.oneOf([15, 30, 60, 60, 90, 24 * 60, 25 * 60, 3 * 24 * 60]) * MINUTE_MS;
  const end = dateTimeOf(new Date(Date.parse(start) + length), zone);
  return {
    id,
    summary: id,
    start: { dateTime: start, timeZone: zone },
    end: { dateTime: end, timeZone: zone },
    recurrence: [ruleOf(random, start, zone), ...extraLines(random, start, zone)],
  };
}

/** An exception for an occurrence: cancelled, moved by up to 400 days, changed, or turned into an all-day event. */
export function randomException(random: SeededRandom, occurrence: GoogleEvent): GoogleEvent {
  const { recurringEventId = '', originalStartTime = {}, start = {}, end = {} } = occurrence;
  const identity = { recurringEventId, originalStartTime };
  const days = random.oneOf([-400, -31, -7, -1, 1, 2, 30, 365]);
  switch (random.oneOf(['cancelled', 'cancelled', 'moved', 'moved', 'changed', 'all-day'])) {
    case 'cancelled':
      return { ...identity, status: 'cancelled' };
    case 'moved':
      return { ...identity, summary: 'moved', start: moved(start, days), end: moved(end, days) };
    case 'changed':
      return { ...identity, summary: 'changed', start, end };
    case 'all-day': {
      const date = (start.date ?? start.dateTime ?? '').slice(0, 10);
      return { ...identity, start: { date }, end: { date: addDays(date, 1) } };
    }
  }
}

/** An exception whose original start the series does not have, as after a change of its rule. */
export function randomOrphan(
  random: SeededRandom,
  { id = '', start = {}, end = {} }: GoogleEvent,
): GoogleEvent {
  const days = random.integer(1, 3000);
  const originalStartTime = moved(start, days);
  return {
    recurringEventId: id,
    originalStartTime,
    start: originalStartTime,
    end: moved(end, days),
  };
}

/** The range in which occurrences get exceptions. */
export const EXCEPTIONS_RANGE: TimeRange = {
  start: new Date('2019-03-01T00:00:00Z'),
  end: new Date('2019-06-01T00:00:00Z'),
};

/** A range within fifteen years, often around that of the exceptions. */
export function randomRange(random: SeededRandom, days: number): TimeRange {
  const [year, years] = random.chance(0.6) ? [2018, 2] : [2013, 15];
  const start = Date.UTC(year, 0, 1) + random.integer(0, years * 365 * 24 * 4) * 15 * MINUTE_MS;
  return { start: new Date(start), end: new Date(start + days * 24 * 60 * MINUTE_MS) };
}

function randomDay(random: SeededRandom): string {
  const [year, month, day] = random.chance(0.08)
    ? [random.oneOf([2012, 2016, 2020, 2024]), 2, 29]
    : [
        random.integer(2012, 2027),
        random.oneOf([1, 2, 3, 3, 4, 5, 8, 9, 10, 10, 11, 12]),
        random.integer(1, 31),
      ];
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function ruleOf(random: SeededRandom, start: string, zone: string | undefined): string {
  const rule = `RRULE:${randomRule(random)}`;
  if (random.chance(0.3)) {
    return `${rule};COUNT=${random.integer(1, 60)}`;
  }
  if (random.chance(0.35)) {
    return `${rule};UNTIL=${untilOf(random, start, zone)}`;
  }
  return random.chance(0.03) ? rule.toLowerCase() : rule;
}

function untilOf(random: SeededRandom, start: string, zone: string | undefined): string {
  const last = later(start, random.integer(0, 3000), zone);
  if (isDay(last)) {
    return toBasicFormat(last) + (random.chance(0.1) ? 'T000000Z' : '');
  }
  // Sometimes one second before the last occurrence, which it then excludes.
  return inUtc(new Date(Date.parse(last) - (random.chance(0.3) ? 1000 : 0)));
}

/** RDATE, EXDATE and EXRULE lines. */
function extraLines(random: SeededRandom, start: string, zone: string | undefined): string[] {
  const dates = (maxCount: number, stepDays: number) =>
    Array.from({ length: random.integer(1, maxCount) }, () =>
      later(start, stepDays * random.integer(0, 200), zone),
    );
  return [
    ...(random.chance(0.15) ? [line(random, 'RDATE', dates(3, 1), zone)] : []),
    ...(random.chance(0.3) ? [line(random, 'EXDATE', dates(5, random.oneOf([1, 7])), zone)] : []),
    ...(random.chance(0.04) ? [`EXRULE:${randomRule(random)}`] : []),
  ];
}

function line(
  random: SeededRandom,
  name: string,
  times: readonly string[],
  zone: string | undefined,
): string {
  if (zone === undefined) {
    const days = times.map((time) => toBasicFormat(time));
    return random.chance(0.1)
      ? `${name};TZID=America/New_York:${days.map((day) => `${day}T000000`).join()}`
      : `${name};VALUE=DATE:${days.join()}`;
  }
  const local = times.map((time) => toBasicFormat(time.slice(0, 19))).join();
  if (name === 'RDATE' && random.chance(0.2)) {
    return `RRULE:DATE;TZID=${zone}:${local}`;
  }
  if (name === 'RDATE' && random.chance(0.2)) {
    const length = random.oneOf(['PT15M', 'PT3H', 'PT36H']);
    const periods = times.map((time) => `${inUtc(new Date(time))}/${length}`);
    return `RDATE;VALUE=PERIOD:${periods.join()}`;
  }
  switch (random.oneOf(['utc', 'same zone', 'other zone', 'date'])) {
    case 'utc':
      return `${name}:${times.map((time) => inUtc(new Date(time))).join()}`;
    case 'same zone':
      return `${name};TZID=${zone}:${local}`;
    case 'other zone': {
      const otherZone = random.oneOf(TIME_ZONES);
      const localTimes = times.map((time) =>
        toBasicFormat(dateTimeOf(time, otherZone).slice(0, 19)),
      );
      return `${name};TZID=${otherZone}:${localTimes.join()}`;
    }
    case 'date':
      return `${name};VALUE=DATE:${times.map((time) => toBasicFormat(time.slice(0, 10))).join()}`;
  }
}

/** The same local time some days later. */
function later(start: string, days: number, zone: string | undefined): string {
  const day = addDays(start.slice(0, 10), days);
  return isDay(start) ? day : dateTimeOf(`${day}T${start.slice(11, 19)}`, zone);
}

function moved(time: GoogleEventDateTime, days: number): GoogleEventDateTime {
  if (time.date) {
    return { date: addDays(time.date, days) };
  }
  const instant = Date.parse(time.dateTime ?? '') + days * 24 * 60 * MINUTE_MS;
  return { ...time, dateTime: new Date(instant).toISOString() };
}

function inUtc(time: Date): string {
  return toBasicFormat(`${time.toISOString().slice(0, 19)}Z`);
}

/** ISO 8601's basic format, as RFC 5545 writes times. */
function toBasicFormat(time: string): string {
  return time.replace(/[-:]/g, '');
}
