import {
  type TimeRange,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync';
import type { GoogleEvent, GoogleEventDateTime } from '../../api/wire-types.generated';
import type { Draw } from './draw';
import { randomRule } from './random-rule';

/** Both hemispheres, a change of half an hour, and one at midnight. */
export const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as const;

const MINUTE = 60_000;

/** A series as Google holds it. Hours in which clocks change are as common as all others together. */
export function randomSeries(draw: Draw, id: string): GoogleEvent {
  const day = randomDay(draw);
  if (draw.often(0.3)) {
    const end = addDays(day, draw.one([1, 1, 1, 2, 7]));
    const recurrence = [ruleOf(draw, day, undefined), ...extras(draw, day, undefined)];
    return { id, summary: id, start: { date: day }, end: { date: end }, recurrence };
  }
  const zone = draw.one(ZONES);
  const hour = draw.one(['00', '01', '02', '03', '09', '14', '18', '23']);
  const start = dateTimeOf(`${day}T${hour}:${draw.one(['00', '15', '30'])}`, zone);
  const length = draw.one([15, 30, 60, 60, 90, 24 * 60, 25 * 60, 3 * 24 * 60]) * MINUTE;
  const end = dateTimeOf(new Date(Date.parse(start) + length), zone);
  return {
    id,
    summary: id,
    start: { dateTime: start, timeZone: zone },
    end: { dateTime: end, timeZone: zone },
    recurrence: [ruleOf(draw, start, zone), ...extras(draw, start, zone)],
  };
}

/** What people do to an occurrence: they take it out, move it, near or far, change it, or make it a day. */
export function randomException(draw: Draw, occurrence: GoogleEvent): GoogleEvent {
  const { recurringEventId = '', originalStartTime = {}, start = {}, end = {} } = occurrence;
  const which = { recurringEventId, originalStartTime };
  const days = draw.one([-400, -31, -7, -1, 1, 2, 30, 365]);
  switch (draw.one(['cancelled', 'cancelled', 'moved', 'moved', 'changed', 'made a day'])) {
    case 'cancelled':
      return { ...which, status: 'cancelled' };
    case 'moved':
      return { ...which, summary: 'moved', start: moved(start, days), end: moved(end, days) };
    case 'changed':
      return { ...which, summary: 'changed', start, end };
    case 'made a day': {
      const date = (start.date ?? start.dateTime ?? '').slice(0, 10);
      return { ...which, start: { date }, end: { date: addDays(date, 1) } };
    }
  }
}

/** An exception of which its series knows nothing any more. */
export function randomStray(
  draw: Draw,
  { id = '', start = {}, end = {} }: GoogleEvent,
): GoogleEvent {
  const days = draw.number(1, 3000);
  const originalStartTime = moved(start, days);
  return {
    recurringEventId: id,
    originalStartTime,
    start: originalStartTime,
    end: moved(end, days),
  };
}

/** When occurrences are moved, changed and taken out. */
export const eventfulTime: TimeRange = {
  start: new Date('2019-03-01T00:00:00Z'),
  end: new Date('2019-06-01T00:00:00Z'),
};

/** In the past or to come, and often around the eventful time. */
export function randomRange(draw: Draw, days: number): TimeRange {
  const [year, years] = draw.often(0.6) ? [2018, 2] : [2013, 15];
  const start = Date.UTC(year, 0, 1) + draw.number(0, years * 365 * 24 * 4) * 15 * MINUTE;
  return { start: new Date(start), end: new Date(start + days * 24 * 60 * MINUTE) };
}

function randomDay(draw: Draw): string {
  const [year, month, day] = draw.often(0.08)
    ? [draw.one([2012, 2016, 2020, 2024]), 2, 29]
    : [
        draw.number(2012, 2027),
        draw.one([1, 2, 3, 3, 4, 5, 8, 9, 10, 10, 11, 12]),
        draw.number(1, 31),
      ];
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function ruleOf(draw: Draw, start: string, zone: string | undefined): string {
  const rule = `RRULE:${randomRule(draw)}`;
  if (draw.often(0.3)) {
    return `${rule};COUNT=${draw.number(1, 60)}`;
  }
  if (draw.often(0.35)) {
    return `${rule};UNTIL=${untilOf(draw, start, zone)}`;
  }
  return draw.often(0.03) ? rule.toLowerCase() : rule;
}

function untilOf(draw: Draw, start: string, zone: string | undefined): string {
  const last = later(start, draw.number(0, 3000), zone);
  if (isDay(last)) {
    return basic(last) + (draw.often(0.1) ? 'T000000Z' : '');
  }
  // Now and then a second too early for a start at the same hour.
  return inUtc(new Date(Date.parse(last) - (draw.often(0.3) ? 1000 : 0)));
}

/** More dates, and exceptions from what the rule gives. */
function extras(draw: Draw, start: string, zone: string | undefined): string[] {
  const dates = (most: number, step: number) =>
    Array.from({ length: draw.number(1, most) }, () =>
      later(start, step * draw.number(0, 200), zone),
    );
  return [
    ...(draw.often(0.15) ? [line(draw, 'RDATE', dates(3, 1), zone)] : []),
    ...(draw.often(0.3) ? [line(draw, 'EXDATE', dates(5, draw.one([1, 7])), zone)] : []),
    ...(draw.often(0.04) ? [`EXRULE:${randomRule(draw)}`] : []),
  ];
}

function line(
  draw: Draw,
  name: string,
  times: readonly string[],
  zone: string | undefined,
): string {
  if (zone === undefined) {
    const days = times.map((time) => basic(time));
    return draw.often(0.1)
      ? `${name};TZID=America/New_York:${days.map((day) => `${day}T000000`).join()}`
      : `${name};VALUE=DATE:${days.join()}`;
  }
  const local = times.map((time) => basic(time.slice(0, 19))).join();
  if (name === 'RDATE' && draw.often(0.2)) {
    return `RRULE:DATE;TZID=${zone}:${local}`;
  }
  if (name === 'RDATE' && draw.often(0.2)) {
    const length = draw.one(['PT15M', 'PT3H', 'PT36H']);
    const periods = times.map((time) => `${inUtc(new Date(time))}/${length}`);
    return `RDATE;VALUE=PERIOD:${periods.join()}`;
  }
  switch (draw.one(['utc', 'own', 'other', 'day'])) {
    case 'utc':
      return `${name}:${times.map((time) => inUtc(new Date(time))).join()}`;
    case 'own':
      return `${name};TZID=${zone}:${local}`;
    case 'other': {
      const other = draw.one(ZONES);
      const told = times.map((time) => basic(dateTimeOf(time, other).slice(0, 19)));
      return `${name};TZID=${other}:${told.join()}`;
    }
    case 'day':
      return `${name};VALUE=DATE:${times.map((time) => basic(time.slice(0, 10))).join()}`;
  }
}

/** At the same wall time, some days later. */
function later(start: string, days: number, zone: string | undefined): string {
  const day = addDays(start.slice(0, 10), days);
  return isDay(start) ? day : dateTimeOf(`${day}T${start.slice(11, 19)}`, zone);
}

function moved(time: GoogleEventDateTime, days: number): GoogleEventDateTime {
  if (time.date) {
    return { date: addDays(time.date, days) };
  }
  const instant = Date.parse(time.dateTime ?? '') + days * 24 * 60 * MINUTE;
  return { ...time, dateTime: new Date(instant).toISOString() };
}

function inUtc(time: Date): string {
  return basic(`${time.toISOString().slice(0, 19)}Z`);
}

function basic(time: string): string {
  return time.replace(/[-:]/g, '');
}
