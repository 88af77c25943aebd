import type { WireEvent } from '../../discovery/wire-types.generated.ts';

const DAY_MS = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/**
 * The dates of a series of the default seed. They are computed independently of the emulator's own expansion, by
 * checking one day after another, so that specs can compare both.
 */
export function daysOfSeries(series: WireEvent): ReadonlySet<string> {
  const rule = ruleOf(series);
  const first = series.start?.date ?? series.start?.dateTime?.slice(0, 10) ?? '';
  const until = rule.get('UNTIL') ?? '99991231';
  const limit = Number(rule.get('COUNT') ?? Infinity);
  const days: string[] = [];
  for (let age = 0; age < 9 * 366 && days.length < limit; age += 1) {
    const date = new Date(Date.parse(first) + age * DAY_MS).toISOString().slice(0, 10);
    if (date.replaceAll('-', '') > until.slice(0, 8)) {
      break;
    }
    if (matches(date, first, rule)) {
      days.push(date);
    }
  }
  const excluded = datesIn(series, 'EXDATE');
  return new Set([...days.filter((date) => !excluded.has(date)), ...datesIn(series, 'RDATE')]);
}

function ruleOf({ recurrence }: WireEvent): ReadonlyMap<string, string> {
  const line = recurrence?.find((each) => each.startsWith('RRULE:')) ?? '';
  const parts = line.slice('RRULE:'.length).split(';');
  return new Map(parts.map((part) => part.split('=') as [string, string]));
}

function matches(date: string, first: string, rule: ReadonlyMap<string, string>): boolean {
  const interval = Number(rule.get('INTERVAL') ?? 1);
  const byDay = rule.get('BYDAY')?.split(',');
  const byMonthDay = rule.get('BYMONTHDAY')?.split(',').map(Number);
  const { day, fromEnd, month, weekday, week } = placeOf(date);
  const start = placeOf(first);
  switch (rule.get('FREQ')) {
    case 'WEEKLY':
      return (week - start.week) % interval === 0 && (byDay ?? [start.weekday]).includes(weekday);
    case 'MONTHLY': {
      const nth = [`${Math.ceil(day / 7)}${weekday}`, `-${Math.ceil(fromEnd / 7)}${weekday}`];
      const meant = byDay?.some((each) => nth.includes(each)) ?? byMonthDay?.includes(day);
      return (month - start.month) % interval === 0 && meant === true;
    }
    default:
      return byMonthDay
        ? (month % 12) + 1 === Number(rule.get('BYMONTH')) && byMonthDay.includes(-fromEnd)
        : date.slice(5) === first.slice(5);
  }
}

/** The position of a day in its month, counted from both ends, and the numbers of its month and its week. */
function placeOf(date: string) {
  const time = new Date(date);
  const lastOfMonth = Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + 1, 0);
  return {
    day: time.getUTCDate(),
    fromEnd: new Date(lastOfMonth).getUTCDate() - time.getUTCDate() + 1,
    month: time.getUTCFullYear() * 12 + time.getUTCMonth(),
    weekday: WEEKDAYS[time.getUTCDay()] ?? '',
    // Weeks begin on Monday. 5 January 1970 was a Monday.
    week: Math.floor((time.getTime() - Date.parse('1970-01-05')) / (7 * DAY_MS)),
  };
}

function datesIn({ recurrence }: WireEvent, name: string): Set<string> {
  const lines = recurrence?.filter((line) => line.startsWith(name)) ?? [];
  const values = lines.flatMap((line) => line.slice(line.indexOf(':') + 1).split(','));
  return new Set(
    values.map((value) => `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6, 8)}`),
  );
}
