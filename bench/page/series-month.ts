import { RRuleTemporal } from 'rrule-temporal';
import type { GoogleCalendarEvent, GoogleEvent } from 'ngx-calendar-sync/google';
import { toEvent } from 'internal/event-mapping';
import { toOccurrence } from 'internal/occurrence-mapping';
import { expandSeries } from 'internal/expand-series';
import type { IsoTimeRange, Measurement } from './google-app';

type Occurrence = Parameters<typeof toOccurrence>[1];

/** The series of a calendar, and the month in which they are expanded. */
export interface SeriesMonth extends IsoTimeRange {
  readonly resources: readonly GoogleEvent[];
  readonly timeZone: string;
}

/** The form of an occurrence: its times alone, as `between` returns them, or an event object. */
export type OccurrenceForm = 'times' | 'events';

/** Expands the masters with the library; {@link bareSeriesMonth} is its floor. */
export async function seriesMonth(
  month: SeriesMonth,
  form: OccurrenceForm,
): Promise<() => Promise<Measurement>> {
  const { resources, timeZone } = month;
  const context = { calendarId: 'bench', calendar: undefined, palette: {}, timeZone: undefined };
  const series = resources.flatMap((resource) => {
    const master = toEvent(resource, context);
    return master ? [{ master, changed: [], cancelled: [] }] : [];
  });
  const times = (_: GoogleCalendarEvent, occurrence: Occurrence) =>
    // Only the number of the results is read, so the times can stand for events.
    occurrence as GoogleCalendarEvent;
  const query = {
    range: { start: new Date(month.start), end: new Date(month.end) },
    timeZone,
    occurrenceOf: form === 'times' ? times : toOccurrence,
  };
  // Loads the code that expands series, which is not to be measured.
  await expandSeries(series.slice(0, 1), query);
  return async () => {
    const start = performance.now();
    const { events } = await expandSeries(series, query);
    return { ms: performance.now() - start, events: events.length };
  };
}

/** Expands each series with the package. The rules are parsed within the measurement, since the library has to do so too. */
export function bareSeriesMonth({
  resources,
  timeZone,
  start,
  end,
}: SeriesMonth): Promise<() => Measurement> {
  const texts = resources.map(({ start: first, recurrence = [] }) => {
    const wallTime = wallTimeOf(first?.dateTime ?? '', timeZone);
    return [`DTSTART;TZID=${timeZone}:${wallTime}`, ...recurrence].join('\n');
  });
  const [from, to] = [new Date(start), new Date(end)];
  const datesOf = (rruleString: string) =>
    new RRuleTemporal({ rruleString }).between(from, to, true);
  texts.slice(0, 1).map(datesOf);
  return Promise.resolve(() => {
    const started = performance.now();
    let events = 0;
    for (const text of texts) {
      events += datesOf(text).length;
    }
    return { ms: performance.now() - started, events };
  });
}

/** The wall time in the zone, as iCalendar writes it: `20150114T090000`. */
function wallTimeOf(dateTime: string, timeZone: string): string {
  const local = new Date(dateTime).toLocaleString('sv', { timeZone });
  return local.replace(/[-:]/g, '').replace(' ', 'T');
}
