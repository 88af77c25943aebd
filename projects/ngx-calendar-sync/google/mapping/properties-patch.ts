import {
  CalendarSyncError,
  type ExtendedProperties,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync';
import type { GoogleEvent } from '../api/wire-types.generated';
import { ALL_FIELDS } from './event-fields';
import type { GoogleCalendarEventDraft, GoogleCalendarEvent } from './google-calendar-event';
import { mergePatchBetween } from './merge-patch';

/** @see https://developers.google.com/workspace/calendar/api/guides/extended-properties */
const MAX_NAME_LENGTH = 44;
const MAX_VALUE_LENGTH = 1024;

/** The properties of the model and the fields of Google. Any other property of a draft is a custom property of the app. */
const KNOWN_NAMES = new Set<string>([
  ...ALL_FIELDS,
  ...Object.keys({
    id: true,
    calendarId: true,
    title: true,
    start: true,
    end: true,
    allDay: true,
    timeZone: true,
    description: true,
    location: true,
    color: true,
    textColor: true,
    contrastColor: true,
    status: true,
    editable: true,
    recurrence: true,
    seriesId: true,
    originalStart: true,
    extendedProperties: true,
    version: true,
    conference: true,
    googleEvent: true,
  } satisfies Partial<Record<keyof GoogleCalendarEvent, true>>),
]);

/**
 * The merge patch of an event's extended properties. Custom properties of the edit become private extended properties.
 * @param base The resource that the edit was made from, if it is known.
 * @throws CalendarSyncError `invalid-event` for a property that is too long or cannot be JSON.
 */
export function propertiesPatch(
  edit: Partial<GoogleCalendarEventDraft>,
  base: GoogleEvent | undefined,
): Record<string, unknown> | undefined {
  const before: ExtendedProperties = base?.extendedProperties ?? {};
  const { extendedProperties: modelProperties, googleEvent } = edit;
  const isModelEdited = modelProperties !== undefined && !sameJson(modelProperties, before);
  const edited = isModelEdited ? modelProperties : propertiesOf(googleEvent, before);
  const custom = customProperties(edit);
  const after = custom ? { ...edited, private: { ...edited.private, ...custom } } : edited;
  for (const properties of [after.private, after.shared]) {
    checkLimits(properties ?? {});
  }
  const patch = mergePatchBetween({ ...before }, { ...after });
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** The extended properties of a resource. `null` removes all of them, a missing field changes none. */
function propertiesOf(
  resource: { readonly extendedProperties?: ExtendedProperties | null } | undefined,
  before: ExtendedProperties,
): ExtendedProperties {
  if (resource?.extendedProperties === undefined) {
    return before;
  }
  return resource.extendedProperties ?? {};
}

/** Google stores only strings as values, so any other value is stored as JSON. */
function customProperties(edit: object): Readonly<Record<string, string>> | undefined {
  const custom = Object.entries(edit as Readonly<Record<string, unknown>>)
    .filter(([name, value]) => !KNOWN_NAMES.has(name) && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : jsonOf(name, value)]);
  return custom.length > 0 ? (Object.fromEntries(custom) as Record<string, string>) : undefined;
}

/**
 * Calendar components have event objects of their own. Spread into an edit, these bring functions and circular references,
 * which are not JSON.
 */
function jsonOf(name: string, value: unknown): string {
  try {
    const json = JSON.stringify(value) as string | undefined;
    if (json !== undefined) {
      return json;
    }
  } catch {
    // The error below is thrown instead: the message of this one may contain parts of the value.
  }
  throw new CalendarSyncError(
    'invalid-event',
    `The property "${name.slice(0, MAX_NAME_LENGTH)}" cannot be kept with the event, since its value is not JSON: leave it out.`,
  );
}

/** Without this check Google would drop longer names and cut longer values without an error. `null` removes a property. */
function checkLimits(properties: Readonly<Record<string, string | null>>): void {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null) {
      continue;
    }
    if (name.length > MAX_NAME_LENGTH || value.length > MAX_VALUE_LENGTH) {
      throw new CalendarSyncError(
        'invalid-event',
        `The property "${name.slice(0, MAX_NAME_LENGTH)}" is too long: Google keeps ${MAX_NAME_LENGTH} characters of a name, ${MAX_VALUE_LENGTH} of a value.`,
      );
    }
  }
}
