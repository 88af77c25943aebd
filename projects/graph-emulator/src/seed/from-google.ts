import { civilDateIn, civilTimeIn, Occurrences } from 'google-calendar-ics/internal';
import { DAY_MS } from '../calendar/times.ts';
import { windowsNameOf } from '../calendar/zones.ts';
import { bodyOf, daysExcepted, type GoogleEvent, startOf } from './google-body.ts';
import { patternOfRule } from './rule-to-pattern.ts';
import type { SeedEvent } from './seed.ts';

/** A series that Graph cannot say is loaded as single events, from two years before now to two years after it. */
const SPREAD_MS = 730 * DAY_MS;

export interface ConvertedEvents {
  readonly events: readonly SeedEvent[];
  /** What is in `events` in another form than before. */
  readonly notes: readonly { readonly event: string; readonly note: string }[];
}

/**
 * Events in the form of Google's API, in which calendar files are read, as events of Graph.
 * @param zone IANA name: the time zone of the calendar.
 */
export function eventsFromGoogle(
  resources: readonly GoogleEvent[],
  zone: string,
  now: Date,
): ConvertedEvents {
  const notes: { event: string; note: string }[] = [];
  const exceptions = resources.filter(({ recurringEventId }) => recurringEventId !== undefined);
  const events = resources
    .filter(({ recurringEventId, start }) => recurringEventId === undefined && start)
    .flatMap((resource) => {
      if (!resource.recurrence || resource.recurrence.length === 0) {
        return [single(resource, zone)];
      }
      const own = exceptions.filter(({ recurringEventId }) => recurringEventId === resource.id);
      const series = seriesOf(resource, own, zone);
      if (series) {
        return [series];
      }
      const singles = singlesOf(resource, own, zone, now);
      const note = `Outlook cannot say its rule: it was loaded as ${singles.length} single events`;
      notes.push({ event: `“${resource.summary ?? ''}”`, note });
      return singles;
    });
  return { events, notes };
}

function single(resource: GoogleEvent, zone: string): SeedEvent {
  return { key: resource.id ?? '', ...bodyOf(resource, zone) };
}

function seriesOf(
  resource: GoogleEvent,
  exceptions: readonly GoogleEvent[],
  zone: string,
): SeedEvent | undefined {
  const lines = resource.recurrence ?? [];
  const [rule, ...others] = lines.filter((line) => !line.startsWith('EXDATE'));
  const start = startOf(resource, zone);
  if (!rule?.startsWith('RRULE:') || others.length > 0) {
    return undefined;
  }
  const recurrence = patternOfRule(rule.slice('RRULE:'.length), start);
  const series = {
    allDay: resource.start?.date !== undefined,
    wall: Date.parse(`${start.day}T${start.time}Z`),
    zone: start.zone,
  };
  const isOnRule = recurrence && !isExtraStart(rule, series);
  if (!isOnRule) {
    return undefined;
  }
  const { body, ...rest } = bodyOf(resource, zone);
  const dayOf = (exception: GoogleEvent): string =>
    startOf({ ...resource, start: exception.originalStartTime ?? {} }, start.zone, start.zone).day;
  const cancelled = exceptions.filter(({ status }) => status === 'cancelled');
  const changed = exceptions.filter((exception) => !cancelled.includes(exception));
  return {
    key: resource.id ?? '',
    body: { ...body, recurrence: withZone(recurrence, start.zone) },
    ...rest,
    cancelledDays: [...daysExcepted(lines, start.zone), ...cancelled.map(dayOf)],
    exceptions: Object.fromEntries(
      changed.map((exception) => [dayOf(exception), bodyOf(exception, zone).body]),
    ),
  };
}

function withZone(recurrence: object, zone: string): object {
  const { range } = recurrence as { range: object };
  return { ...recurrence, range: { ...range, recurrenceTimeZone: windowsNameOf(zone) } };
}

/** Whether the series begins on a day that its rule does not have: RFC 5545 counts it, Graph does not. */
function isExtraStart(
  rule: string,
  series: { readonly allDay: boolean; readonly wall: number; readonly zone: string },
): boolean {
  const early = { ...series, wall: series.wall - 400 * DAY_MS };
  const free = rule.replace(/;?(COUNT|INTERVAL)=\d+/g, '');
  return !new Occurrences([free], early).has(series.wall);
}

function singlesOf(
  resource: GoogleEvent,
  exceptions: readonly GoogleEvent[],
  zone: string,
  now: Date,
): SeedEvent[] {
  const start = startOf(resource, zone);
  const wall = Date.parse(`${start.day}T${start.time}Z`);
  const allDay = resource.start?.date !== undefined;
  const occurrences = Occurrences.ofReadable(resource.recurrence ?? [], {
    allDay,
    wall,
    zone: allDay ? 'UTC' : start.zone,
  });
  const moved = new Map(
    exceptions.map((exception) => {
      const { day, time } = startOf({ start: exception.originalStartTime ?? {} }, zone, start.zone);
      return [`${day}T${time}`, exception];
    }),
  );
  const walls = [...occurrences.between(now.getTime() - SPREAD_MS, now.getTime() + SPREAD_MS)];
  return walls.flatMap((each) => {
    const text = civilTimeIn('UTC', each);
    const exception = moved.get(text);
    if (exception) {
      return exception.status === 'cancelled' ? [] : [single(exception, zone)];
    }
    const { body, ...rest } = bodyOf(resource, zone, each - wall);
    return [{ key: `${resource.id ?? ''} ${civilDateIn('UTC', each)} ${text}`, body, ...rest }];
  });
}
