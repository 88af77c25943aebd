import type { IcsComponent } from './components.ts';
import type { EventSpan } from './event-span.ts';
import { eventSpanOf } from './event-span.ts';
import { allOf, firstOf, labelOf, parameterOf, valueOf } from './properties.ts';
import type { TimeValue } from './time-value.ts';
import { timeValueOf } from './time-value.ts';
import { clockOf } from './written-time.ts';
import type { EventZones } from './zone-book.ts';

/** A VEVENT that could be read, with what is needed to find its relatives. */
export interface ReadEvent {
  readonly component: IcsComponent;
  readonly zones: EventZones;
  readonly label: string;
  readonly uid: string;
  readonly span: EventSpan;
  /** SEQUENCE: how often its organizer rescheduled it. */
  readonly revision: number;
  /** When this version was written. */
  readonly stamp: number;
  /** RECURRENCE-ID: which instance of a series this stands for. */
  readonly instance?: TimeValue;
  /** RANGE=THISANDFUTURE: it stands for all later instances too. */
  readonly andFollowing: boolean;
  /** Takes what was corrected, for the person whose file it is. */
  readonly note: (text: string) => void;
}

/** @throws Refusal for an event that does not say when it is. */
export function readEvent(
  component: IcsComponent,
  zones: EventZones,
  note: (text: string) => void,
): ReadEvent {
  const recurrenceId = firstOf(component, 'RECURRENCE-ID');
  const range = parameterOf(recurrenceId, 'RANGE')?.toUpperCase();
  if (range !== undefined && range !== 'THISANDFUTURE') {
    note(
      `it says RANGE=${range}, which is no longer of iCalendar: only its own occurrence was changed`,
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
    label: labelOf(component),
    uid: uidOf(component),
    span: eventSpanOf(component, zones, note),
    revision: Number(valueOf(component, 'SEQUENCE') ?? 0) || 0,
    stamp: stampOf(component),
    ...(recurrenceId ? { instance: timeValueOf(recurrenceId, zones) } : {}),
    andFollowing: range === 'THISANDFUTURE',
  };
}

export function uidOf(component: IcsComponent): string {
  return valueOf(component, 'UID') ?? '';
}

/** The events of one UID: an event or a series, and instances of it. */
export interface EventGroup {
  readonly masters: readonly ReadEvent[];
  readonly instances: readonly ReadEvent[];
  readonly superseded: readonly ReadEvent[];
}

/**
 * A UID should name one event. Where a file has several, a higher SEQUENCE replaces a lower, and of equal ones at the
 * same time the one written last. What is left are different events of a program that repeats UIDs: all are kept.
 */
export function groupOf(events: readonly ReadEvent[]): EventGroup {
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

/** When the event is, or, for an instance of a series, when it was to be. */
export function momentOf({ instance, span }: Pick<ReadEvent, 'instance' | 'span'>): string {
  const value = instance ?? span.start;
  return value.kind === 'day' ? value.date : new Date(value.instant).toISOString();
}

function stampOf(component: IcsComponent): number {
  const value = valueOf(component, 'LAST-MODIFIED') ?? valueOf(component, 'DTSTAMP') ?? '';
  return clockOf(value)?.wall ?? 0;
}
