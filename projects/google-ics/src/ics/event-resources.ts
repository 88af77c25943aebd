import type { EventResource } from '../event-resource.ts';

import type { SeriesStart } from '../recurrence/series-start.ts';
import { fromWall } from '../time/zone.ts';
import { civilDateIn, timeIn } from '../time/civil-time.ts';
import { eventIdFor, instanceIdFor } from '../event-id.ts';
import { detailsOf, writtenAt } from './event-details.ts';
import type { EventGroup, ReadEvent } from './event-group.ts';
import { contentOf, inStableOrder, loneKeyOf, unusedKeyOf } from './event-keys.ts';
import { Refusal, reasonOf, type PlaceInFile, type RefusedEvent } from './import-report.ts';
import { attendeesOf, organizerOf } from './participants.ts';
import { allOf } from './properties.ts';
import type { Series } from './recurrence-lines.ts';
import { seriesOf, seriesStart, wallOf } from './recurrence-lines.ts';
import { remindersOf } from './reminders.ts';
import { splitSeries } from './series-split.ts';
import { toEventDateTime } from './time-value.ts';

/** Whose calendar the events are for, and the time of the import. */
export interface Importer {
  /** The address of the owner. */
  readonly owner: string;
  readonly now: Date;
}

/** An event of the file, and where it stands there. */
export interface IcsEvent extends PlaceInFile {
  /** The event as Google has it. */
  readonly resource: EventResource;
  /** Set for an exception (RECURRENCE-ID) whose series is not in the file: it is an event of its own. */
  readonly isLoneOccurrence?: true;
}

/** The result of importing the events of one UID. */
export interface Resources {
  readonly events: readonly IcsEvent[];
  readonly refused: readonly RefusedEvent[];
  readonly series: readonly (Series & { readonly uid: string })[];
}

/** Converts the events of one UID to resources: single events, masters and exceptions. */
export function resourcesOf(group: EventGroup, importer: Importer): Resources {
  return new GroupReader(group, importer);
}

class GroupReader implements Resources {
  readonly events: IcsEvent[] = [];
  readonly refused: RefusedEvent[];
  readonly series: (Series & { readonly uid: string })[] = [];
  /** Exceptions that are not yet assigned to a series. */
  #orphans: ReadEvent[];
  /** Masters that begin where another series was split. */
  readonly #split: ReadEvent[] = [];

  constructor(
    group: EventGroup,
    private readonly importer: Importer,
  ) {
    this.refused = group.superseded.map(({ place }) => ({
      ...place,
      reason: 'the file has a newer version of the same event (same UID)',
    }));
    this.#orphans = [...group.instances];
    const seen = new Set<string>();
    const keys = new Map<string, number>();
    for (const master of inStableOrder(group.masters)) {
      const content = contentOf(master);
      this.#attempt(master, () => {
        if (seen.has(content)) {
          throw new Refusal('the file has exactly the same event before');
        }
        seen.add(content);
        this.#readMaster(master, eventIdFor(unusedKeyOf(master, keys)));
      });
    }
    for (let next = this.#split.shift(); next; next = this.#split.shift()) {
      const master = next;
      this.#attempt(master, () => {
        this.#readMaster(master, eventIdFor(unusedKeyOf(master, new Map())));
      });
    }
    // An exception without a series, as in an invitation to one meeting, becomes an event of its own.
    for (const orphan of this.#orphans) {
      this.#attempt(orphan, () => {
        this.#put(orphan, resource(eventIdFor(loneKeyOf(orphan)), orphan, importer), true);
        if (this.series.length > 0) {
          orphan.note(
            'its series has no occurrence where it says (RECURRENCE-ID): it was loaded as an event of its own',
          );
        } else if (orphan.andFollowing) {
          orphan.note('it changes all that follow too, but its series is not in the file');
        }
      });
    }
  }

  #put({ place }: ReadEvent, resource: EventResource, isLoneOccurrence = false): void {
    this.events.push({
      ...place,
      resource,
      ...(isLoneOccurrence ? { isLoneOccurrence } : {}),
    });
  }

  #attempt(event: ReadEvent, read: () => void, consequence = ''): void {
    try {
      read();
    } catch (error) {
      this.refused.push({ ...event.place, reason: `${reasonOf(error)}${consequence}` });
    }
  }

  #readMaster(master: ReadEvent, id: string): void {
    const series = this.#seriesWith(master);
    if (!series) {
      this.#put(master, resource(id, master, this.importer));
      return;
    }
    const exceptions = this.#orphans.filter((each) =>
      series.occurrences.has(originalWall(each, series.start)),
    );
    const following = exceptions
      .filter((each) => each.andFollowing)
      .sort((a, b) => originalWall(a, series.start) - originalWall(b, series.start))[0];
    if (!following || !this.#splitAt(following, master, id, series, exceptions)) {
      this.#readSeries(master, id, series, exceptions);
    }
  }

  /** Some programs write both an exception and an EXDATE for its date. The exception wins unless it is older. */
  #seriesWith(master: ReadEvent): Series | undefined {
    const start = seriesStart(master.times.start);
    const currentExceptions = this.#orphans.filter(
      (each) => !isCancelled(each) && each.revision >= master.revision,
    );
    const restored = new Set(currentExceptions.map((each) => originalWall(each, start)));
    const series = seriesOf(master, restored);
    if (series) {
      // The occurrence is deleted as the file wants, once by an EXDATE and once by a cancelled exception.
      const isDeletedTwice = (each: ReadEvent) =>
        isCancelled(each) &&
        !each.andFollowing &&
        series.excluded.has(originalWall(each, series.start));
      this.#orphans = this.#orphans.filter((each) => !isDeletedTwice(each));
      const isStale = (each: ReadEvent) =>
        each.revision < master.revision &&
        !series.occurrences.has(originalWall(each, series.start));
      for (const { place } of this.#orphans.filter(isStale)) {
        this.refused.push({
          ...place,
          reason: 'its series was changed later (higher SEQUENCE) and no longer has that date',
        });
      }
      this.#orphans = this.#orphans.filter((each) => !isStale(each));
    }
    return series;
  }

  /** @returns Whether the series could be split at the exception. */
  #splitAt(
    from: ReadEvent,
    master: ReadEvent,
    id: string,
    series: Series,
    exceptions: readonly ReadEvent[],
  ): boolean {
    const others = exceptions.filter((each) => each !== from);
    const split = splitSeries(master, series, from, others);
    if (!split) {
      from.note(
        'it changes an occurrence and all that follow (RANGE=THISANDFUTURE): only that one was changed, since the later rule cannot be told',
      );
      return false;
    }
    const { before, after, later } = split;
    const wall = originalWall(from, series.start);
    const earlier = others.filter((each) => originalWall(each, series.start) < wall);
    this.#orphans = this.#orphans.filter((each) => !exceptions.includes(each));
    if (isCancelled(from)) {
      from.note('it cancels an occurrence and all that follow: its series was ended before it');
    } else {
      from.note('it changes an occurrence and all that follow: its series was split there');
      this.#orphans = [...this.#orphans, ...later];
      this.#split.push(after);
    }
    if (before) {
      this.#orphans = [...this.#orphans, ...earlier];
      this.#readMaster(before, id);
    } else {
      this.refused.push({
        ...master.place,
        reason: 'its first occurrence and all that follow were changed (RANGE=THISANDFUTURE)',
      });
    }
    return true;
  }

  #readSeries(
    master: ReadEvent,
    id: string,
    series: Series,
    exceptions: readonly ReadEvent[],
  ): void {
    const event = resource(id, master, this.importer);
    this.#orphans = this.#orphans.filter((each) => !exceptions.includes(each));
    this.series.push({ ...series, uid: master.uid });
    for (const each of exceptions) {
      if (allOf(each.component, 'RRULE').length > 0) {
        each.note(
          'it has a rule of its own (RRULE), which an occurrence cannot have: it was left out',
        );
      }
      const date = originalDate(each, series.start);
      this.#attempt(
        each,
        () => {
          this.#put(each, exception(each, id, series.start, this.importer));
        },
        `; its series shows the occurrence of ${date} as if it had not been changed`,
      );
    }
    this.#put(master, {
      ...event,
      ...inSeriesZone(event, series.start),
      recurrence: [...series.lines],
    });
  }
}

function isCancelled({ component }: ReadEvent): boolean {
  return detailsOf(component).status === 'cancelled';
}

function originalWall({ instance, times, zones }: ReadEvent, series: SeriesStart): number {
  return wallOf(instance ?? times.start, series, zones.calendarZone);
}

function originalDate(event: ReadEvent, series: SeriesStart): string {
  return civilDateIn('UTC', originalWall(event, series));
}

function exception(
  event: ReadEvent,
  seriesId: string,
  series: SeriesStart,
  importer: Importer,
): EventResource {
  const wall = originalWall(event, series);
  const day = civilDateIn('UTC', wall);
  const instant = fromWall(wall, series.zone);
  const instanceFields = {
    id: instanceIdFor(seriesId, series.allDay ? day : instant),
    recurringEventId: seriesId,
    originalStartTime: series.allDay ? { date: day } : timeIn(series.zone, instant),
  };
  return isCancelled(event)
    ? { ...instanceFields, status: 'cancelled' }
    : { ...resource(instanceFields.id, event, importer), ...instanceFields };
}

function resource(id: string, event: ReadEvent, importer: Importer): EventResource {
  const { component, times, uid, zones } = event;
  const { now, owner } = importer;
  const organizer = organizerOf(component);
  const attendees = attendeesOf(component, owner);
  return {
    id,
    ...detailsOf(component),
    ...writtenAt(component, now),
    ...(organizer ? { organizer } : {}),
    ...startAndEnd(event),
    iCalUID: uid === '' ? `${id}@google.com` : uid,
    reminders: remindersOf(component, times, zones.calendarZone),
    ...(attendees.length > 0 ? { attendees } : {}),
  };
}

/** Programs write single events in UTC although their author saw them in the calendar's zone: use that zone. */
function startAndEnd({ times, zones }: ReadEvent): Required<Pick<EventResource, 'start' | 'end'>> {
  const [start, end] = [times.start, times.end].map((value) =>
    value.kind === 'time' && value.utc
      ? timeIn(zones.calendarZone, value.instant)
      : toEventDateTime(value),
  );
  return { start: start ?? {}, end: end ?? {} };
}

/** A series in UTC stays in UTC: in the calendar's zone its occurrences would move when the clocks change. */
function inSeriesZone(
  { start, end }: EventResource,
  { allDay, zone }: SeriesStart,
): Pick<EventResource, 'start' | 'end'> {
  if (allDay || zone !== 'UTC') {
    return {};
  }
  const [first, last] = [start, end].map((time) => timeIn(zone, Date.parse(time?.dateTime ?? '')));
  return first && last ? { start: first, end: last } : {};
}
