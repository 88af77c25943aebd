import {
  type AttendeeDraft,
  type CalendarEvent,
  ɵdateTimeOf as dateTimeOf,
  ɵinstantOf as instantOf,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import {
  ɵaddressKey as addressKey,
  type OutlookCalendarEvent,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type { Changes } from './outlook-request';

/**
 * What two people may change at the same time without a conflict, under the names of the model: what the names of a draft are of.
 * The times of an event are one value, and so is what others see of the time.
 */
const NAMES_OF_FIELDS = {
  times: ['start', 'end', 'allDay', 'timeZone'],
  title: ['title'],
  description: ['description'],
  location: ['location'],
  color: ['color', 'categories'],
  recurrence: ['recurrence'],
  attendees: ['attendees'],
  reminders: ['reminders'],
  visibility: ['visibility'],
  importance: ['importance'],
  transparency: ['transparency', 'showAs', 'status'],
  conference: ['conference'],
  extendedProperties: ['extendedProperties'],
} as const;

export type Field = keyof typeof NAMES_OF_FIELDS;

/** What of Graph's event a field is read from. Where an answer of Graph's has it, so have all whole answers. */
const READ_FROM: Readonly<Record<Field, keyof OutlookEvent>> = {
  times: 'start',
  title: 'subject',
  description: 'body',
  location: 'location',
  color: 'categories',
  recurrence: 'recurrence',
  attendees: 'attendees',
  reminders: 'isReminderOn',
  visibility: 'sensitivity',
  importance: 'importance',
  transparency: 'showAs',
  conference: 'isOnlineMeeting',
  extendedProperties: 'extensions',
};

export const FIELDS = Object.keys(NAMES_OF_FIELDS) as readonly Field[];

/** The fields that an edit names, whether it changes them or not. */
export function namedFields(edit: object): readonly Field[] {
  return FIELDS.filter((field) => NAMES_OF_FIELDS[field].some((name) => name in edit));
}

/**
 * Whether what an event shows of a field is what Outlook has. It is not where a copy leaves the field out, nor of own properties
 * that were not asked for.
 */
export function isHeld(field: Field, { outlookEvent }: OutlookCalendarEvent): boolean {
  return READ_FROM[field] in outlookEvent;
}

export function changedFields(
  before: OutlookCalendarEvent,
  after: OutlookCalendarEvent,
  among: readonly Field[] = FIELDS,
): readonly Field[] {
  return among.filter((field) => !isSameField(field, before, after));
}

export function isSameField(
  field: Field,
  a: OutlookCalendarEvent,
  b: OutlookCalendarEvent,
): boolean {
  return sameJson(comparable(field, a), comparable(field, b));
}

/** The values that an event has for these fields, as a change of another event; `null` for what it lacks. */
export function valuesOf(event: OutlookCalendarEvent, fields: readonly Field[]): Changes {
  return Object.assign({}, ...fields.map((field) => changesTo(field, event))) as Changes;
}

/** Of changes, those of some fields. */
export function ofFields(changes: Changes, fields: readonly Field[]): Changes {
  return Object.fromEntries(
    Object.entries(changes).filter(([name]) =>
      namedFields({ [name]: undefined }).some((field) => fields.includes(field)),
    ),
  );
}

/** The guests of an event as they are written: answers are their own. */
export function guestsOf({
  attendees = [],
}: Pick<CalendarEvent, 'attendees'>): readonly AttendeeDraft[] {
  return attendees.map(({ email, displayName, optional, resource }) => ({
    email,
    ...(displayName === undefined ? {} : { displayName }),
    ...(optional ? { optional } : {}),
    ...(resource ? { resource } : {}),
  }));
}

/** An edit as plain data: a `Date` keeps its instant, and its day in the zone of the browser that it was made in. */
export function plainEdit<Edit extends Changes>(edit: Edit): Edit {
  const names: readonly string[] = Object.values(NAMES_OF_FIELDS).flat();
  const entries: readonly (readonly [string, unknown])[] = Object.entries<unknown>(edit)
    .filter(([name, value]) => names.includes(name) && value !== undefined)
    .map(([name, value]) => [name, value instanceof Date ? dateTimeOf(value) : value]);
  return Object.fromEntries(entries) as Edit;
}

function comparable(field: Field, event: OutlookCalendarEvent): unknown {
  switch (field) {
    case 'times': {
      const { allDay, timeZone, start, end } = event;
      return { allDay, timeZone, start: instantOf(start, 'UTC'), end: instantOf(end, 'UTC') };
    }
    case 'color':
      return event.categories ?? [];
    case 'attendees':
      return guestsOf(event)
        .map(({ email, optional, resource }) => [addressKey(email), optional, resource].join(' '))
        .sort();
    case 'transparency':
      return event.showAs ?? 'busy';
    case 'importance':
      return event.importance ?? 'normal';
    case 'visibility':
      return event.visibility ?? 'default';
    case 'conference':
      return event.conference !== undefined;
    case 'extendedProperties':
      return event.extendedProperties?.private ?? {};
    default:
      return event[field] ?? null;
  }
}

function changesTo(field: Field, event: OutlookCalendarEvent): Changes {
  switch (field) {
    case 'times': {
      const { start, end, allDay, timeZone } = event;
      return { start, end, allDay, ...(timeZone === undefined ? {} : { timeZone }) };
    }
    case 'color':
      return { categories: event.categories ?? null };
    case 'attendees':
      return { attendees: event.attendees ? guestsOf(event) : null };
    case 'transparency':
      return { showAs: event.showAs ?? 'busy' };
    case 'conference':
      return event.conference ? { conference: 'create' } : {};
    case 'extendedProperties':
      return { extendedProperties: { private: event.extendedProperties?.private ?? {} } };
    case 'title':
      return { title: event.title };
    default:
      return { [field]: event[field] ?? null };
  }
}
