import {
  type CalendarEvent,
  type ɵCalendarProviderTypes as CalendarProviderTypes,
  type ConflictChoice,
  ɵinstantOf as instantOf,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import { type Changes, type EventModel, toPlain } from './in-memory-request';

const TIMES = ['start', 'end', 'allDay', 'timeZone'] as const;

/** What two people may change at the same time without a conflict. */
const FIELDS = [
  'times',
  'title',
  'description',
  'location',
  'color',
  'status',
  'recurrence',
  'attendees',
  'reminders',
  'visibility',
  'transparency',
  'conference',
  'extendedProperties',
] as const;

/** A property of the model; the times of an event are one. */
export type Field = (typeof FIELDS)[number];

/** What is left of changes on top of what somebody else has made of an event. */
export interface MergedFields {
  /** What both have changed differently, and nobody has decided. */
  readonly undecided: readonly Field[];
  /** What of the changes is still to be written. */
  readonly mine: readonly Field[];
}

/** The changes without what they do not change. Of an event that is not known, all of them. */
export function effectiveChanges<T extends CalendarProviderTypes>(
  event: T['event'] | undefined,
  changes: Changes<T> & { readonly id?: string; readonly version?: string },
  { changed }: EventModel<T>,
): Changes<T> {
  const all = Object.entries(toPlain(changes)).filter(
    ([name]) => name !== 'id' && name !== 'version',
  );
  const written = Object.fromEntries(all) as Changes<T>;
  if (!event) {
    return written;
  }
  const after = changed(event, written);
  return Object.fromEntries(
    all.filter(([name]) => {
      const field = fieldOf(name);
      return field ? !sameField(field, event, after) : !isKnown(event, after, name);
    }),
  ) as Changes<T>;
}

/** The names of what changes are of: a conflict has the same ones. */
export function namesOfFields(changes: object): readonly string[] {
  return [...new Set(Object.keys(changes).map((name) => fieldOf(name) ?? name))];
}

/** The changes of these fields alone, and what is of no field, such as what one service alone has. */
export function ofFields<T extends CalendarProviderTypes>(
  changes: Changes<T>,
  isWanted: (field: Field) => boolean,
): Changes<T> {
  return Object.fromEntries(
    Object.entries(changes).filter(([name]) => {
      const field = fieldOf(name);
      return field === undefined || isWanted(field);
    }),
  ) as Changes<T>;
}

/** The values that an event has for these fields, as a change of another event; `null` for what it lacks. */
export function valuesOf<T extends CalendarProviderTypes>(
  event: T['event'],
  fields: readonly Field[],
): Changes<T> {
  const known: CalendarEvent = event;
  const values: Readonly<Record<string, unknown>> = { ...known };
  const names = fields.flatMap((field) => (field === 'times' ? TIMES : [field]));
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null])) as Changes<T>;
}

/** The fields in which two versions of an event differ. */
export function differingFields(a: CalendarEvent, b: CalendarEvent): readonly Field[] {
  return FIELDS.filter((field) => !sameField(field, a, b));
}

/**
 * Compares what both sides have made of an event, field by field.
 * @param base Where it is not known, every difference counts as one that both have made.
 */
export function mergedFields(
  base: CalendarEvent | undefined,
  mine: CalendarEvent,
  theirs: CalendarEvent,
  choice: ConflictChoice | 'ask',
): MergedFields {
  const changed = differingFields(base ?? theirs, mine).filter(
    (field) => !sameField(field, mine, theirs),
  );
  const both = changed.filter((field) => !base || !sameField(field, base, theirs));
  const sideOf = (field: Field) => (typeof choice === 'string' ? choice : (choice[field] ?? 'ask'));
  return {
    undecided: both.filter((field) => sideOf(field) === 'ask'),
    mine: changed.filter((field) => !both.includes(field) || sideOf(field) === 'mine'),
  };
}

export function sameField(field: Field, a: CalendarEvent, b: CalendarEvent): boolean {
  return field === 'times' ? sameJson(timesOf(a), timesOf(b)) : sameJson(a[field], b[field]);
}

function fieldOf(name: string): Field | undefined {
  return TIMES.some((time) => time === name) ? 'times' : FIELDS.find((field) => field === name);
}

/** Whether a property is one of the event's that no draft changes, such as the id of its series. */
function isKnown(before: CalendarEvent, after: CalendarEvent, name: string): boolean {
  const [a, b]: readonly Readonly<Record<string, unknown>>[] = [{ ...before }, { ...after }];
  return sameJson(a?.[name], b?.[name]);
}

function timesOf({ allDay, start, end, timeZone }: CalendarEvent): object {
  return { allDay, timeZone, start: instantOf(start, 'UTC'), end: instantOf(end, 'UTC') };
}
