import { RRuleTemporal } from 'rrule-temporal';
import type { Occurrence } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent, GoogleEvent } from 'ngx-calendar-sync/google';
import { toEvent } from '../../projects/ngx-calendar-sync/google/mapping/event-mapping';
import { toOccurrence } from '../../projects/ngx-calendar-sync/google/mapping/occurrence-mapping';
import { expandSeries } from '../../projects/ngx-calendar-sync/src/lib/recurrence/expand-series';
import type { Span, Taken } from './google-app';

/** Series of one calendar and the month to expand them in. */
export interface SeriesMonth extends Span {
  readonly resources: readonly GoogleEvent[];
  readonly timeZone: string;
}

/** What becomes of an occurrence: its times alone, as `between` answers, or an event of Google's. */
export type OccurrenceForm = 'times' | 'events';

/** As {@link bareSeriesMonth}, by the library: from the masters to what they show in the month. */
export async function seriesMonth(month: SeriesMonth, form: OccurrenceForm): Promise<Taken> {
  const { resources, timeZone } = month;
  const context = { calendarId: 'bench', calendar: undefined, palette: {}, timeZone: undefined };
  const series = resources.flatMap((resource) => {
    const master = toEvent(resource, context);
    return master ? [{ master, changed: [], cancelled: [] }] : [];
  });
  const times = (_: GoogleCalendarEvent, occurrence: Occurrence) =>
    // Nobody looks at more of it here.
    occurrence as GoogleCalendarEvent;
  const query = {
    range: { start: new Date(month.start), end: new Date(month.end) },
    timeZone,
    occurrenceOf: form === 'times' ? times : toOccurrence,
  };
  // What expands series is loaded by the first one.
  await expandSeries(series.slice(0, 1), query);
  const start = performance.now();
  const { events } = await expandSeries(series, query);
  return { ms: performance.now() - start, events: events.length };
}

/** What the package takes for the same: to read the rules, and `between` on each. */
export interface BareSeriesMonth extends Taken {
  /** `between` alone. */
  readonly betweenMs: number;
}

/** The package on each series, as cold as the library: a rule that has been read is a cache. */
export function bareSeriesMonth({ resources, timeZone, start, end }: SeriesMonth): BareSeriesMonth {
  const texts = resources.map(({ start: first, recurrence = [] }) => {
    const wall = wallOf(first?.dateTime ?? '', timeZone);
    return [`DTSTART;TZID=${timeZone}:${wall}`, ...recurrence].join('\n');
  });
  const [from, to] = [new Date(start), new Date(end)];
  const read = (rruleString: string) => new RRuleTemporal({ rruleString });
  texts.slice(0, 1).map((text) => read(text).between(from, to, true));
  const begun = performance.now();
  const rules = texts.map(read);
  const ready = performance.now();
  let events = 0;
  for (const rule of rules) {
    events += rule.between(from, to, true).length;
  }
  const done = performance.now();
  return { ms: done - begun, events, betweenMs: done - ready };
}

/** `20150114T090000`, as the clocks of the zone tell it. */
function wallOf(dateTime: string, timeZone: string): string {
  const told = new Date(dateTime).toLocaleString('sv', { timeZone });
  return told.replace(/[-:]/g, '').replace(' ', 'T');
}
