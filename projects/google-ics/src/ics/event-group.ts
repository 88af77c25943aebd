import type { IcsComponent } from './components.ts';
import type { EventTimes } from './event-times.ts';
import { eventTimesOf } from './event-times.ts';
import { quoted, type PlaceInFile } from './import-report.ts';
import {
  allOf,
  firstOf,
  parameterOf,
  placeOf,
  sequenceOf,
  textOf,
  unescaped,
  valueOf,
} from './properties.ts';
import type { TimeValue } from './time-value.ts';
import { timeValueOf } from './time-value.ts';
import { writtenTimeOf } from './written-time.ts';
import type { EventZones } from './zone-book.ts';

/** A parsed VEVENT, with what is needed to group it with the others of its UID. */
export interface ReadEvent {
  readonly component: IcsComponent;
  readonly zones: EventZones;
  readonly place: PlaceInFile;
  readonly uid: string;
  readonly times: EventTimes;
  /** SEQUENCE, which the organizer increments with every rescheduling. */
  readonly revision: number;
  /** When this version was written: LAST-MODIFIED or DTSTAMP. */
  readonly stamp: number;
  /** RECURRENCE-ID: the original start of the occurrence that it changes. */
  readonly instance?: TimeValue;
  /** RANGE=THISANDFUTURE: it changes all later occurrences too. */
  readonly andFollowing: boolean;
  /** Records a correction for the report. */
  readonly note: (text: string) => void;
}

/** @throws Refusal for an event without valid times. */
export function readEvent(
  component: IcsComponent,
  zones: EventZones,
  note: (text: string) => void,
): ReadEvent {
  const recurrenceId = firstOf(component, 'RECURRENCE-ID');
  const range = parameterOf(recurrenceId, 'RANGE')?.toUpperCase();
  if (range !== undefined && range !== 'THISANDFUTURE') {
    note(
      `it says RANGE=${quoted(range)}, which is no longer of iCalendar: only its own occurrence was changed`,
    );
  }
  for (const name of ['UID', 'DTSTART', 'RECURRENCE-ID']) {
    const written = new Set(allOf(component, name).map(({ value }) => value.trim()));
    if (written.size > 1) {
      note(`it has ${written.size} different ${name}: the first counts`);
    }
  }
  return {
    component,
    zones,
    note,
    place: placeOf(component),
    uid: uidOf(component),
    times: eventTimesOf(component, zones, note),
    revision: sequenceOf(component),
    stamp: stampOf(component),
    ...(recurrenceId ? { instance: timeValueOf(recurrenceId, zones) } : {}),
    andFollowing: range === 'THISANDFUTURE',
  };
}

export function uidOf(component: IcsComponent): string {
  return unescaped(valueOf(component, 'UID') ?? '');
}

/** What an event without a UID is known by. DTSTAMP, SEQUENCE and the like change with every export. */
export function identityOf({ component, times, instance }: ReadEvent): string {
  return [
    ...[times.start, times.end, ...(instance ? [instance] : [])].map(textOfTime),
    ...allOf(component, 'RRULE').map(({ value }) => value.trim()),
    textOf(component, 'SUMMARY') ?? '',
  ].join('\n');
}

/** The events of one UID: single events or masters, exceptions, and versions that were replaced. */
export interface EventGroup {
  readonly masters: readonly ReadEvent[];
  readonly instances: readonly ReadEvent[];
  readonly superseded: readonly ReadEvent[];
}

/**
 * Groups the events of one UID, which should identify a single event. If a file has several, the highest SEQUENCE wins,
 * and among equal ones with the same time the one that was written last. The remaining events come from a program that
 * reuses UIDs, and all of them are kept, as are those without a UID.
 */
export function groupOf(events: readonly ReadEvent[]): EventGroup {
  if (events[0]?.uid === '') {
    return {
      masters: events.filter(({ instance }) => !instance),
      instances: events.filter(({ instance }) => instance),
      superseded: [],
    };
  }
  const newestFirst = [...events].sort((a, b) => b.revision - a.revision || b.stamp - a.stamp);
  const highest = newestFirst.find(({ instance }) => !instance)?.revision ?? 0;
  const masters: ReadEvent[] = [];
  const instances: ReadEvent[] = [];
  const superseded: ReadEvent[] = [];
  const newest = new Map<string, ReadEvent>();
  for (const event of newestFirst) {
    const moment = `${event.instance ? 'instance' : 'event'} ${momentOf(event)}`;
    const newer = newest.get(moment);
    if (newer && (newer.revision > event.revision || newer.stamp > event.stamp)) {
      superseded.push(event);
    } else if (event.instance) {
      instances.push(event);
    } else {
      (event.revision < highest ? superseded : masters).push(event);
    }
    newest.set(moment, newer ?? event);
  }
  return { masters, instances, superseded };
}

/** The original start of an exception, or the start of another event. */
export function momentOf({ instance, times }: Pick<ReadEvent, 'instance' | 'times'>): string {
  const value = instance ?? times.start;
  return textOfTime(value);
}

function textOfTime(value: TimeValue): string {
  return value.kind === 'day' ? value.date : new Date(value.instant).toISOString();
}

function stampOf(component: IcsComponent): number {
  const value = valueOf(component, 'LAST-MODIFIED') ?? valueOf(component, 'DTSTAMP') ?? '';
  return writtenTimeOf(value)?.wall ?? 0;
}
