import type { WireEvent } from '../../discovery/wire-types.generated.ts';

import type { SeriesStart } from '../../recurrence/series-start.ts';
import { fromWall } from '../../time/zone.ts';
import { civilDateIn, timeIn } from '../civil-time.ts';
import { eventIdFor, instanceIdFor } from '../event-id.ts';
import { detailsOf, writtenAt } from './event-details.ts';
import type { EventGroup, ReadEvent } from './event-group.ts';
import { momentOf } from './event-group.ts';
import { attendeesOf, organizerOf } from './participants.ts';
import type { Series } from './recurrence-lines.ts';
import { seriesOf, wallOf } from './recurrence-lines.ts';
import type { RefusedEvent } from './refusal.ts';
import { reasonOf } from './refusal.ts';
import { remindersOf } from './reminders.ts';
import { toEventDateTime } from './time-value.ts';

type Event = WireEvent;

/** Whose calendar the events become, and when. */
export interface Importer {
  readonly calendarId: string;
  readonly calendarName: string;
  readonly owner: string;
  readonly now: Date;
}

/** The resources of one UID: its event or series, with the instances that differ. */
export function resourcesOf(
  group: EventGroup,
  importer: Importer,
): { events: Event[]; refused: RefusedEvent[] } {
  const events: Event[] = [];
  const refused = group.superseded.map(({ label }) => ({
    event: label,
    reason: 'the file has a newer version of the same event (same UID)',
  }));
  const attempt = (event: ReadEvent, read: () => Event[]): void => {
    try {
      events.push(...read());
    } catch (error) {
      refused.push({ event: event.label, reason: reasonOf(error) });
    }
  };
  let orphans = group.instances;
  for (const [index, master] of group.masters.entries()) {
    attempt(master, () => {
      const id = idOf(master, index > 0);
      const series = seriesWith(master, orphans);
      const event = resource(id, master, importer);
      if (!series) {
        return [event];
      }
      const mine = orphans.filter((each) =>
        series.occurrences.has(originalWall(each, series.start)),
      );
      orphans = orphans.filter((each) => !mine.includes(each));
      for (const each of mine) {
        attempt(each, () => [exception(each, id, series.start, importer)]);
      }
      return [{ ...event, ...inSeriesZone(event, series.start), recurrence: [...series.lines] }];
    });
  }
  // An instance whose series is elsewhere, as in an invitation to one meeting, is an event by itself.
  for (const each of orphans) {
    attempt(each, () => [resource(idOf(each, true), each, importer)]);
  }
  return { events, refused };
}

function seriesWith(master: ReadEvent, instances: readonly ReadEvent[]): Series | undefined {
  const { component, span, zones } = master;
  const series = seriesOf(component, span, zones, new Set());
  const standing = instances.filter((each) => !isCancelled(each));
  if (!series || standing.length === 0) {
    return series;
  }
  const restored = standing.map((each) => originalWall(each, series.start));
  return seriesOf(component, span, zones, new Set(restored));
}

function isCancelled({ component }: ReadEvent): boolean {
  return detailsOf(component).status === 'cancelled';
}

function originalWall({ instance, span, zones }: ReadEvent, series: SeriesStart): number {
  return wallOf(instance ?? span.start, series, zones.calendarZone);
}

function exception(
  event: ReadEvent,
  seriesId: string,
  series: SeriesStart,
  importer: Importer,
): Event {
  const wall = originalWall(event, series);
  const day = civilDateIn('UTC', wall);
  const instant = fromWall(wall, series.zone);
  const pointer = {
    id: instanceIdFor(seriesId, series.allDay ? day : instant),
    recurringEventId: seriesId,
    originalStartTime: series.allDay ? { date: day } : timeIn(series.zone, instant),
  };
  return isCancelled(event)
    ? { ...pointer, status: 'cancelled' }
    : { ...resource(pointer.id, event, importer), ...pointer };
}

function resource(id: string, event: ReadEvent, importer: Importer): Event {
  const { component, span, uid, zones } = event;
  const { calendarId, calendarName, now, owner } = importer;
  const attendees = attendeesOf(component, owner);
  return {
    id,
    ...detailsOf(component),
    ...writtenAt(component, now),
    creator: { email: owner },
    organizer: organizerOf(component) ?? {
      email: calendarId,
      displayName: calendarName,
      self: true,
    },
    ...times(event),
    iCalUID: uid === '' ? `${id}@google.com` : uid,
    reminders: remindersOf(component, span, zones.calendarZone),
    ...(attendees.length > 0 ? { attendees } : {}),
  };
}

/** A single event that was written in UTC is shown in the calendar's zone, where its author saw it. */
function times({ span, zones }: ReadEvent): Required<Pick<Event, 'start' | 'end'>> {
  const [start, end] = [span.start, span.end].map((value) =>
    value.kind === 'time' && value.utc
      ? timeIn(zones.calendarZone, value.instant)
      : toEventDateTime(value),
  );
  return { start: start ?? {}, end: end ?? {} };
}

/** A series keeps the zone its rule was written in: in UTC it does not follow the clocks of the calendar. */
function inSeriesZone({ start, end }: Event, { allDay, zone }: SeriesStart): Event {
  if (allDay || zone !== 'UTC') {
    return {};
  }
  const [first, last] = [start, end].map((time) => timeIn(zone, Date.parse(time?.dateTime ?? '')));
  return first && last ? { start: first, end: last } : {};
}

/** @param repeated Whether the UID alone does not tell it from others. */
function idOf(event: ReadEvent, repeated: boolean): string {
  const { component, uid } = event;
  return eventIdFor(
    ['ics', uid, ...(repeated || uid === '' ? [momentOf(event), component.toString()] : [])].join(
      '\n',
    ),
  );
}
