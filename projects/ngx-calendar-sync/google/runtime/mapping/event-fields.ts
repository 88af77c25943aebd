import { GOOGLE_EVENT_FIELDS } from '../api/event-fields.generated';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** Fields that Google sets although its discovery document, from which the wire types come, does not mark them read-only. */
const DECIDED_BY_GOOGLE = [
  'endTimeUnspecified',
  'etag',
  'gadget',
  'iCalUID',
  'id',
  'kind',
  'originalStartTime',
  'recurringEventId',
] as const satisfies readonly (keyof GoogleEvent)[];

type MarkedWritable = {
  [Name in keyof typeof GOOGLE_EVENT_FIELDS]: (typeof GOOGLE_EVENT_FIELDS)[Name] extends 'writable'
    ? Name
    : never;
}[keyof typeof GOOGLE_EVENT_FIELDS];

/** A field of Google's event resource that an app can write. */
export type WritableField = Exclude<MarkedWritable, (typeof DECIDED_BY_GOOGLE)[number]>;

/** All fields of Google's event resource. None of them can be the name of a custom property. */
export const ALL_FIELDS = Object.keys(GOOGLE_EVENT_FIELDS) as readonly (keyof GoogleEvent)[];

export const WRITABLE_FIELDS: readonly WritableField[] = ALL_FIELDS.filter(isWritable);

/** Google's names that are also properties of `CalendarEventDraft`: a draft has them in the types of the model. */
export const MODEL_FIELDS = [
  'attendees',
  'description',
  'end',
  'extendedProperties',
  'location',
  'recurrence',
  'reminders',
  'start',
  'status',
  'transparency',
  'visibility',
] as const satisfies readonly WritableField[];

/** A field that a draft has beside the properties of the model, under Google's name and in Google's type. */
export type GoogleNamedField = Exclude<WritableField, (typeof MODEL_FIELDS)[number]>;

export const GOOGLE_NAMED_FIELDS = WRITABLE_FIELDS.filter(
  (name): name is GoogleNamedField => !MODEL_FIELDS.some((field) => field === name),
);

function isWritable(name: keyof GoogleEvent): name is WritableField {
  return (
    GOOGLE_EVENT_FIELDS[name] === 'writable' && !DECIDED_BY_GOOGLE.some((field) => field === name)
  );
}
