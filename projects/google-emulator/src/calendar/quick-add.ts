import { toWall } from 'google-calendar-ics/internal';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** The event that a sentence such as "Lunch tomorrow at noon" describes. Start and end are wall times. */
export interface QuickEvent {
  readonly summary: string;
  readonly allDay: boolean;
  readonly start: number;
  readonly end: number;
}

/** A range of times within a day, in milliseconds since midnight. */
interface DayTimeRange {
  readonly start: number;
  readonly end: number;
}

/** A pattern and its meaning. `means` answers undefined if the matched text has no meaning after all. */
interface Phrase<T> {
  readonly pattern: RegExp;
  readonly means: (
    groups: Readonly<Record<string, string | undefined>>,
    today: number,
  ) => T | undefined;
}

/** Pattern of a time of day. A number alone is an hour only after "at". */
const timePattern = (name: string) =>
  `(?<${name}>noon|midday|midnight|\\d{1,2}(?::\\d{2})?\\s*(?:am|pm)|\\d{1,2}:\\d{2}|(?<=\\bat\\s+)\\d{1,2})`;
/** Pattern of names and of their first three letters. */
const namePattern = (names: readonly string[]) =>
  names
    .map((name) => (name === 'may' ? name : `${name.slice(0, 3)}(?:${name.slice(3)})?`))
    .join('|');

const TIME_PHRASES: readonly Phrase<DayTimeRange>[] = [
  {
    pattern: pattern(
      `(?:from\\s+|at\\s+)?(?<from>\\d{1,2}(?::\\d{2})?)\\s*(?:-|–|to|until)\\s*(?<to>\\d{1,2}(?::\\d{2})?\\s*(?:am|pm))`,
    ),
    // "7-9pm": am or pm of the end applies to the start too.
    means: ({ from = '', to = '' }) =>
      timeRange(readTimeOfDay(`${from}${/am|pm/i.exec(to)?.[0] ?? ''}`), readTimeOfDay(to)),
  },
  {
    pattern: pattern(
      `(?:from\\s+|at\\s+)?${timePattern('from')}\\s*(?:-|–|to|until)\\s*${timePattern('to')}`,
    ),
    means: ({ from = '', to = '' }) => timeRange(readTimeOfDay(from), readTimeOfDay(to)),
  },
  {
    pattern: pattern(
      `(?:from\\s+|at\\s+)?${timePattern('from')}\\s+for\\s+(?<count>\\d+(?:\\.5)?)\\s*(?<unit>h|m)(?:ours?|r|rs|in|ins|inutes?)?`,
    ),
    means: ({ from = '', count, unit }) => {
      const start = readTimeOfDay(from);
      const length = Number(count) * (unit?.toLowerCase() === 'h' ? HOUR_MS : MINUTE_MS);
      return start === undefined ? undefined : { start, end: start + length };
    },
  },
  {
    pattern: pattern(`(?:at\\s+)?${timePattern('from')}`),
    means: ({ from = '' }) => {
      const start = readTimeOfDay(from);
      return start === undefined ? undefined : { start, end: start + HOUR_MS };
    },
  },
];

const DAY_PHRASES: readonly Phrase<number>[] = [
  {
    pattern: pattern('(?:the\\s+)?day\\s+after\\s+tomorrow'),
    means: (_, today) => today + 2 * DAY_MS,
  },
  { pattern: pattern('today|tonight'), means: (_, today) => today },
  { pattern: pattern('tomorrow'), means: (_, today) => today + DAY_MS },
  {
    pattern: pattern('in\\s+(?<count>\\d+)\\s+(?<unit>day|week)s?'),
    means: ({ count, unit }, today) =>
      today + Number(count) * (unit?.toLowerCase() === 'week' ? 7 : 1) * DAY_MS,
  },
  {
    pattern: pattern('(?:on\\s+)?(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})'),
    means: ({ year, month, day }) => date(Number(year), Number(month) - 1, Number(day)),
  },
  {
    pattern: pattern(
      `(?:on\\s+)?(?<month>${namePattern(MONTHS)})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(?<year>\\d{4}))?`,
    ),
    means: dayOfMonth,
  },
  {
    pattern: pattern(
      `(?:on\\s+)?(?:the\\s+)?(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>${namePattern(MONTHS)})(?:,?\\s+(?<year>\\d{4}))?`,
    ),
    means: dayOfMonth,
  },
  {
    pattern: pattern(`(?:on\\s+|this\\s+|next\\s+)?(?<weekday>${namePattern(WEEKDAYS)})`),
    means: ({ weekday = '' }, today) => {
      const wanted = WEEKDAYS.findIndex((name) =>
        name.startsWith(weekday.toLowerCase().slice(0, 3)),
      );
      return today + (((wanted - new Date(today).getUTCDay() + 6) % 7) + 1) * DAY_MS;
    },
  },
];

/**
 * Reads simple English: a day, and a time or a range of times; the rest is the title. Without a time the event is
 * all-day. A time without a day that has already passed today means tomorrow.
 */
export function readQuickAdd(text: string, now: number, zone: string): QuickEvent {
  const wall = toWall(now, zone);
  const today = Math.floor(wall / DAY_MS) * DAY_MS;
  const day = firstMatch(DAY_PHRASES, text, today);
  const times = firstMatch(TIME_PHRASES, day.rest, today);
  const summary = times.rest.replaceAll(/\s+/g, ' ').trim();
  if (!times.meaning) {
    const start = day.meaning ?? today;
    return { summary, allDay: true, start, end: start + DAY_MS };
  }
  const { start, end } = times.meaning;
  const isOver = day.meaning === undefined && today + start < wall;
  const midnight = day.meaning ?? (isOver ? today + DAY_MS : today);
  return { summary, allDay: false, start: midnight + start, end: midnight + end };
}

function firstMatch<T>(
  phrases: readonly Phrase<T>[],
  text: string,
  today: number,
): { readonly meaning: T | undefined; readonly rest: string } {
  for (const { pattern, means } of phrases) {
    const match = pattern.exec(text);
    const meaning = match ? means(match.groups ?? {}, today) : undefined;
    if (match && meaning !== undefined) {
      const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
      return { meaning, rest };
    }
  }
  return { meaning: undefined, rest: text };
}

function pattern(source: string): RegExp {
  return new RegExp(`(?<![\\w:.-])(?:${source})(?![\\w:])`, 'i');
}

function readTimeOfDay(text: string): number | undefined {
  const named: Readonly<Record<string, number>> = { noon: 12, midday: 12, midnight: 0 };
  const hours = named[text.toLowerCase()];
  if (hours !== undefined) {
    return hours * HOUR_MS;
  }
  const [, hour = '', minute = '0', half] = /^(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text) ?? [];
  const isTwelveHourClock = half !== undefined;
  if (
    Number(minute) > 59 ||
    Number(hour) > (isTwelveHourClock ? 12 : 23) ||
    (isTwelveHourClock && Number(hour) < 1)
  ) {
    return undefined;
  }
  const pmHours = half?.toLowerCase() === 'pm' ? 12 : 0;
  return (
    (isTwelveHourClock ? (Number(hour) % 12) + pmHours : Number(hour)) * HOUR_MS +
    Number(minute) * MINUTE_MS
  );
}

/** An end before the start is on the next day. */
function timeRange(start: number | undefined, end: number | undefined): DayTimeRange | undefined {
  if (start === undefined || end === undefined) {
    return undefined;
  }
  return { start, end: end <= start ? end + DAY_MS : end };
}

/** A date without a year means the next such date. */
function dayOfMonth(
  { day, month = '', year }: Readonly<Record<string, string | undefined>>,
  today: number,
): number | undefined {
  const index = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase().slice(0, 3)));
  const thisYear = new Date(today).getUTCFullYear();
  const meant = date(Number(year ?? thisYear), index, Number(day));
  const isOver = year === undefined && meant !== undefined && meant < today;
  return isOver ? date(thisYear + 1, index, Number(day)) : meant;
}

function date(year: number, month: number, day: number): number | undefined {
  const wall = Date.UTC(year, month, day);
  return new Date(wall).getUTCMonth() === month ? wall : undefined;
}
