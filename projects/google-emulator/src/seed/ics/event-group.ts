import type ICAL from 'ical.js';

import type { EventSpan } from './event-span.ts';
import { eventSpanOf } from './event-span.ts';
import type { TimeValue } from './time-value.ts';
import { timeValueOf } from './time-value.ts';
import { parameterOf, rawValueOf } from './raw-value.ts';
import { Refusal } from './refusal.ts';
import type { ZoneBook } from './zone-book.ts';

/** A VEVENT that could be read, with what is needed to find its relatives. */
export interface ReadEvent {
  readonly component: ICAL.Component;
  readonly zones: ZoneBook;
  readonly label: string;
  readonly uid: string;
  readonly span: EventSpan;
  /** SEQUENCE: how often its organizer rescheduled it. */
  readonly revision: number;
  /** When this version was written. */
  readonly stamp: number;
  /** RECURRENCE-ID: which instance of a series this stands for. */
  readonly instance?: TimeValue;
}

export function readEvent(component: ICAL.Component, zones: ZoneBook, label: string): ReadEvent {
  const recurrenceId = component.getFirstProperty('recurrence-id');
  if (parameterOf(recurrenceId, 'range')?.toUpperCase() === 'THISANDFUTURE') {
    throw new Refusal(
      'it changes an instance and all that follow (RANGE=THISANDFUTURE), for which Google has a series of its own',
    );
  }
  return {
    component,
    zones,
    label,
    uid: rawValueOf(component, 'uid')?.trim() ?? '',
    span: eventSpanOf(component, zones),
    revision: Number(rawValueOf(component, 'sequence') ?? 0) || 0,
    stamp: stampOf(component),
    ...(recurrenceId ? { instance: timeValueOf(recurrenceId, zones) } : {}),
  };
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
export function momentOf({ instance, span }: ReadEvent): string {
  const value = instance ?? span.start;
  return value.kind === 'day' ? value.date : new Date(value.instant).toISOString();
}

function stampOf(component: ICAL.Component): number {
  const value = rawValueOf(component, 'last-modified') ?? rawValueOf(component, 'dtstamp') ?? '';
  return Date.parse(value) || 0;
}
