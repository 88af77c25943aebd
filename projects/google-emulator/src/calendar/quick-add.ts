import { toWall } from '../time/zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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

/** What a sentence such as "Lunch tomorrow at noon" means. Times are walls: their digits read as UTC. */
export interface QuickEvent {
  readonly summary: string;
  readonly allDay: boolean;
  readonly start: number;
  readonly end: number;
}

/** Milliseconds since midnight. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A way to say something: where it is found, and what it then means; undefined where it means nothing. */
interface Phrase<T> {
  readonly pattern: RegExp;
  readonly means: (
    groups: Readonly<Record<string, string | undefined>>,
    today: number,
  ) => T | undefined;
}

/** A bare number is an hour only after "at". */
const CLOCK = (name: string) =>
  `(?<${name}>noon|midday|midnight|\\d{1,2}(?::\\d{2})?\\s*(?:am|pm)|\\d{1,2}:\\d{2}|(?<=\\bat\\s+)\\d{1,2})`;
const LATER = (names: readonly string[]) =>
  names
    .map((name) => (name === 'may' ? name : `${name.slice(0, 3)}(?:${name.slice(3)})?`))
    .join('|');

const SPANS: readonly Phrase<Span>[] = [
  {
    pattern: pattern(
      `(?:from\\s+|at\\s+)?(?<from>\\d{1,2}(?::\\d{2})?)\\s*(?:-|–|to|until)\\s*(?<to>\\d{1,2}(?::\\d{2})?\\s*(?:am|pm))`,
    ),
    // The half of the day is said once, for both.
    means: ({ from = '', to = '' }) =>
      span(readClock(`${from}${/am|pm/i.exec(to)?.[0] ?? ''}`), readClock(to)),
  },
  {
    pattern: pattern(`(?:from\\s+|at\\s+)?${CLOCK('from')}\\s*(?:-|–|to|until)\\s*${CLOCK('to')}`),
    means: ({ from = '', to = '' }) => span(readClock(from), readClock(to)),
  },
  {
    pattern: pattern(
      `(?:from\\s+|at\\s+)?${CLOCK('from')}\\s+for\\s+(?<count>\\d+(?:\\.5)?)\\s*(?<unit>h|m)(?:ours?|r|rs|in|ins|inutes?)?`,
    ),
    means: ({ from = '', count, unit }) => {
      const start = readClock(from);
      const length = Number(count) * (unit?.toLowerCase() === 'h' ? HOUR : MINUTE);
      return start === undefined ? undefined : { start, end: start + length };
    },
  },
  {
    pattern: pattern(`(?:at\\s+)?${CLOCK('from')}`),
    means: ({ from = '' }) => {
      const start = readClock(from);
      return start === undefined ? undefined : { start, end: start + HOUR };
    },
  },
];

const DAYS: readonly Phrase<number>[] = [
  {
    pattern: pattern('(?:the\\s+)?day\\s+after\\s+tomorrow'),
    means: (_, today) => today + 2 * DAY,
  },
  { pattern: pattern('today|tonight'), means: (_, today) => today },
  { pattern: pattern('tomorrow'), means: (_, today) => today + DAY },
  {
    pattern: pattern('in\\s+(?<count>\\d+)\\s+(?<unit>day|week)s?'),
    means: ({ count, unit }, today) =>
      today + Number(count) * (unit?.toLowerCase() === 'week' ? 7 : 1) * DAY,
  },
  {
    pattern: pattern('(?:on\\s+)?(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})'),
    means: ({ year, month, day }) => date(Number(year), Number(month) - 1, Number(day)),
  },
  {
    pattern: pattern(
      `(?:on\\s+)?(?<month>${LATER(MONTHS)})\\s+(?<day>\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(?<year>\\d{4}))?`,
    ),
    means: dayOfMonth,
  },
  {
    pattern: pattern(
      `(?:on\\s+)?(?:the\\s+)?(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(?<month>${LATER(MONTHS)})(?:,?\\s+(?<year>\\d{4}))?`,
    ),
    means: dayOfMonth,
  },
  {
    pattern: pattern(`(?:on\\s+|this\\s+|next\\s+)?(?<weekday>${LATER(WEEKDAYS)})`),
    means: ({ weekday = '' }, today) => {
      const wanted = WEEKDAYS.findIndex((name) =>
        name.startsWith(weekday.toLowerCase().slice(0, 3)),
      );
      return today + (((wanted - new Date(today).getUTCDay() + 6) % 7) + 1) * DAY;
    },
  },
];

/**
 * Reads simple English: a day, a time or a span of time, and the rest is what the event is called. Without a time it
 * takes the whole day; a time that has passed today is tomorrow's.
 */
export function readQuickAdd(text: string, now: number, zone: string): QuickEvent {
  const wall = toWall(now, zone);
  const today = Math.floor(wall / DAY) * DAY;
  const day = found(DAYS, text, today);
  const times = found(SPANS, day.rest, today);
  const summary = times.rest.replaceAll(/\s+/g, ' ').trim();
  if (!times.meaning) {
    const start = day.meaning ?? today;
    return { summary, allDay: true, start, end: start + DAY };
  }
  const { start, end } = times.meaning;
  const isOver = day.meaning === undefined && today + start < wall;
  const midnight = day.meaning ?? (isOver ? today + DAY : today);
  return { summary, allDay: false, start: midnight + start, end: midnight + end };
}

function found<T>(
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

function readClock(text: string): number | undefined {
  const named: Readonly<Record<string, number>> = { noon: 12, midday: 12, midnight: 0 };
  const hours = named[text.toLowerCase()];
  if (hours !== undefined) {
    return hours * HOUR;
  }
  const [, hour = '', minute = '0', half] = /^(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text) ?? [];
  const isTwelve = half !== undefined;
  if (
    Number(minute) > 59 ||
    Number(hour) > (isTwelve ? 12 : 23) ||
    (isTwelve && Number(hour) < 1)
  ) {
    return undefined;
  }
  const evening = half?.toLowerCase() === 'pm' ? 12 : 0;
  return (isTwelve ? (Number(hour) % 12) + evening : Number(hour)) * HOUR + Number(minute) * MINUTE;
}

/** To before from is in the next morning. */
function span(start: number | undefined, end: number | undefined): Span | undefined {
  if (start === undefined || end === undefined) {
    return undefined;
  }
  return { start, end: end <= start ? end + DAY : end };
}

/** Without a year the next such day. */
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
