import { GOOGLE_EVENT_FIELDS, type GoogleEvent } from '../api/wire-types.generated';

/** Google decides these as well, though the descriptions that the wire types come from do not call them read-only. */
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

/** A field of Google's event that an app can write. */
export type WritableField = Exclude<MarkedWritable, (typeof DECIDED_BY_GOOGLE)[number]>;

/** Every field that Google's event has. A property of one of these names is never an app's own. */
export const ALL_FIELDS = Object.keys(GOOGLE_EVENT_FIELDS) as readonly (keyof GoogleEvent)[];

export const WRITABLE_FIELDS: readonly WritableField[] = ALL_FIELDS.filter(isWritable);

/** Of a draft, the model's own properties of these names say them, in the model's types. */
export const MODEL_FIELDS = [
  'description',
  'end',
  'extendedProperties',
  'location',
  'recurrence',
  'start',
  'status',
] as const satisfies readonly WritableField[];

/** What an app writes under Google's own names, beside the properties of the model. */
export type GoogleNamedField = Exclude<WritableField, (typeof MODEL_FIELDS)[number]>;

export const GOOGLE_NAMED_FIELDS = WRITABLE_FIELDS.filter(
  (name): name is GoogleNamedField => !MODEL_FIELDS.some((field) => field === name),
);

function isWritable(name: keyof GoogleEvent): name is WritableField {
  return (
    GOOGLE_EVENT_FIELDS[name] === 'writable' && !DECIDED_BY_GOOGLE.some((field) => field === name)
  );
}
