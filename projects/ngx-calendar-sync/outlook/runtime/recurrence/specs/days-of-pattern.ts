import { ɵaddDays as addDays } from 'ngx-calendar-sync/core';
import type { OutlookPatternedRecurrence } from 'ngx-calendar-sync/outlook/start';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const INDEXES = ['first', 'second', 'third', 'fourth'];

/** The days of a pattern by asking of each day, one after the other, whether it has it; the range's start need not be one. */
export function daysOfPattern(
  { pattern = {}, range = {} }: OutlookPatternedRecurrence,
  before: string,
): readonly string[] {
  const startDate = range?.startDate ?? '';
  const days: string[] = [];
  for (let day = startDate; day < before; day = addDays(day, 1)) {
    if (range?.type === 'endDate' && day > (range.endDate ?? '')) {
      break;
    }
    if (range?.type === 'numbered' && days.length === range.numberOfOccurrences) {
      break;
    }
    if (hasDay(pattern ?? {}, startDate, day)) {
      days.push(day);
    }
  }
  return days;
}

function hasDay(
  pattern: NonNullable<OutlookPatternedRecurrence['pattern']>,
  start: string,
  day: string,
): boolean {
  const { type, interval = 1, month } = pattern;
  const months = monthNumber(day) - monthNumber(start);
  const years = Number(day.slice(0, 4)) - Number(start.slice(0, 4));
  switch (type) {
    case 'daily':
      return (dayNumber(day) - dayNumber(start)) % interval === 0;
    case 'weekly': {
      const first = WEEKDAYS.indexOf(pattern.firstDayOfWeek ?? 'sunday');
      const week = (each: string) => Math.floor((dayNumber(each) + 4 - first) / 7);
      return (week(day) - week(start)) % interval === 0 && isWanted(pattern, day);
    }
    case 'absoluteMonthly':
      return months % interval === 0 && isDayOfMonth(pattern, day);
    case 'absoluteYearly':
      return years % interval === 0 && isMonth(day, month) && isDayOfMonth(pattern, day);
    case 'relativeMonthly':
      return months % interval === 0 && isInPlace(pattern, day);
    default:
      return years % interval === 0 && isMonth(day, month) && isInPlace(pattern, day);
  }
}

const dayNumber = (day: string) => Date.parse(day) / DAY_MS;
const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
const isMonth = (day: string, month: number | undefined) => Number(day.slice(5, 7)) === month;

function isWanted(
  { daysOfWeek = [] }: { readonly daysOfWeek?: readonly string[] },
  day: string,
): boolean {
  return daysOfWeek.includes(WEEKDAYS[new Date(day).getUTCDay()] ?? '');
}

/** In a month that is too short, its last day. */
function isDayOfMonth({ dayOfMonth = 0 }: { readonly dayOfMonth?: number }, day: string): boolean {
  const number = Number(day.slice(8));
  const isLastOfMonth = addDays(day, 1).endsWith('-01');
  return number === dayOfMonth || (isLastOfMonth && number < dayOfMonth);
}

function isInPlace(
  pattern: NonNullable<OutlookPatternedRecurrence['pattern']>,
  day: string,
): boolean {
  if (!isWanted(pattern, day)) {
    return false;
  }
  const month = Array.from({ length: 31 }, (_, index) => addDays(`${day.slice(0, 7)}-01`, index));
  const fitting = month.filter(
    (each) => each.slice(0, 7) === day.slice(0, 7) && isWanted(pattern, each),
  );
  const place = INDEXES.indexOf(pattern.index ?? '');
  return (place < 0 ? fitting.at(-1) : fitting[place]) === day;
}
