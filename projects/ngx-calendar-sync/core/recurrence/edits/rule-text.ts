import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { RecurrenceRule } from '../recurrence-rule';
import { DAY_MS, midnightOf } from '../wall-time';
import type { WallTime } from '../../model/zone-clock';

/** Parts of a rule by name, such as `BYDAY`. `undefined` removes a part. */
export type RuleParts = Readonly<Record<string, string | undefined>>;

/** The line of a rule with some of its parts changed. The others stay as they were written. */
export function withParts(line: string, rule: RecurrenceRule, changes: RuleParts): string {
  const beforeRule = line.slice(0, line.length - rule.line.length);
  const parts = rule.line
    .split(';')
    .map((text) => ({ name: text.split('=', 1).join().trim().toUpperCase(), text }));
  const changed = parts
    .filter(({ name }) => !Object.hasOwn(changes, name) || changes[name] !== undefined)
    .map(({ name, text }) => (Object.hasOwn(changes, name) ? `${name}=${changes[name]}` : text));
  const added = Object.entries(changes)
    .filter(([name, value]) => value !== undefined && !parts.some((part) => part.name === name))
    .map(([name, value]) => `${name}=${value}`);
  return beforeRule + [...changed, ...added].join(';');
}

/** A wall time in the form of RFC 5545: `20261122T090000`, and `20261122T090000Z` if it is one of UTC. */
export function icalTimeText(wallTime: WallTime, form: 'day' | 'local' | 'utc'): string {
  const text = new Date(wallTime).toISOString().replaceAll(/[-:]|\.\d+Z$/g, '');
  return form === 'day' ? text.slice(0, 8) : form === 'utc' ? `${text}Z` : text;
}

/** The time of the day of a wall time, in milliseconds. */
export function timeOfDay(wallTime: WallTime): number {
  return wallTime - midnightOf(wallTime);
}

export function daysBetween(from: WallTime, to: WallTime): number {
  return (midnightOf(to) - midnightOf(from)) / DAY_MS;
}

/** What an app is told where no rule can have some of the dates of a series. */
export function notDivisible(problem: string): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-event',
    ngDevMode ? `${problem} Change this occurrence alone, or all of them.` : '',
  );
}

/** What an app is told where a rule names its days or times in a way that cannot be moved. */
export function notMovable(target: string): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-event',
    ngDevMode
      ? `The rule of this series cannot be moved to ${target}: set \`recurrence\` too, or change one occurrence.`
      : '',
  );
}
