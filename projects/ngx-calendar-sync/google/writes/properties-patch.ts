import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ExtendedProperties,
  ɵownMember as ownMember,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import {
  type GoogleCalendarEventDraft,
  ɵisEventField as isEventField,
  ɵMAX_PROPERTY_NAME_LENGTH as MAX_PROPERTY_NAME_LENGTH,
  type ɵOwnProperties as OwnProperties,
  ɵownValue as ownValue,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { mergePatchBetween } from './merge-patch';

/** Google cuts a longer value without an error. */
const MAX_VALUE_LENGTH = 1024;
/** Of private and shared properties together. */
const MAX_PROPERTIES = 300;
const MAX_PROPERTIES_BYTES = 32 * 1024;

/**
 * The merge patch of an event's extended properties. The app's own properties are private extended properties.
 * @param base The resource that the edit was made from, if it is known.
 * @param ownProperties How the app's own properties are stored, as far as the configuration names them.
 * @throws CalendarSyncError `invalid-event` for a property that is too long or cannot be stored as its kind, and for too many.
 */
export function propertiesPatch(
  edit: Partial<GoogleCalendarEventDraft>,
  base: GoogleEvent | undefined,
  ownProperties?: OwnProperties,
): Record<string, unknown> | undefined {
  const before: ExtendedProperties = base?.extendedProperties ?? {};
  const { extendedProperties: modelProperties, googleEvent } = edit;
  const isModelEdited = modelProperties !== undefined && !sameJson(modelProperties, before);
  const edited = isModelEdited ? modelProperties : propertiesOf(googleEvent, before);
  const own = editedOwnProperties(edit, base && (before.private ?? {}), ownProperties);
  const after =
    own.length > 0
      ? { ...edited, private: { ...edited.private, ...Object.fromEntries(own) } }
      : edited;
  for (const properties of [after.private, after.shared]) {
    checkLimits(properties ?? {});
  }
  const patch = mergePatchBetween({ ...before }, { ...after });
  if (Object.keys(patch).length === 0) {
    return undefined;
  }
  checkTotal([after.private ?? {}, after.shared ?? {}]);
  return patch;
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

type StoredProperties = Readonly<Record<string, string | null>>;

/**
 * The own properties that an edit changes, as they are stored; `null` removes one. They are compared as values: another
 * program may have written the same JSON in another form.
 * @param stored What was stored before, if it is known. Without it, all in the edit are changed.
 */
function editedOwnProperties(
  edit: object,
  stored: StoredProperties | undefined,
  ownProperties: OwnProperties | undefined,
): readonly (readonly [name: string, text: string | null])[] {
  return Object.entries(edit as Readonly<Record<string, unknown>>)
    .filter(([name, value]) => !isEventField(name) && value !== undefined)
    .filter(([name, value]) => {
      const text = stored && ownMember(stored, name);
      // A text that is no JSON has no value, but can be removed.
      const before = value === null ? text : ownValue(text, ownProperties?.get(name));
      return !stored || !sameJson(value, before ?? null);
    })
    .map(([name, value]) => [name, value === null ? null : textOf(name, value, ownProperties)]);
}

/** Google stores texts: a property that the configuration does not name is stored as JSON unless it is a text. */
function textOf(name: string, value: unknown, ownProperties: OwnProperties | undefined): string {
  const kind = ownProperties?.get(name);
  if (typeof value === 'string' && kind !== 'json') {
    return value;
  }
  if (kind === 'text') {
    throw notStorable(name, 'a text');
  }
  return jsonOf(name, value);
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
  throw notStorable(name, 'JSON');
}

function notStorable(name: string, form: string): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-event',
    `The property "${name.slice(0, MAX_PROPERTY_NAME_LENGTH)}" cannot be kept with the event` +
      (ngDevMode ? `, since its value is not ${form}: leave it out.` : '.'),
  );
}

/** Without this check Google would drop longer names and cut longer values without an error. `null` removes a property. */
function checkLimits(properties: StoredProperties): void {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null) {
      continue;
    }
    if (name.length > MAX_PROPERTY_NAME_LENGTH || value.length > MAX_VALUE_LENGTH) {
      throw new CalendarSyncError(
        'invalid-event',
        `The property "${name.slice(0, MAX_PROPERTY_NAME_LENGTH)}" is too long` +
          (ngDevMode
            ? `: Google keeps ${MAX_PROPERTY_NAME_LENGTH} characters of a name, ${MAX_VALUE_LENGTH} of a value.`
            : '.'),
      );
    }
  }
}

/** Google refuses more, maybe days after the write was made. */
function checkTotal(all: readonly StoredProperties[]): void {
  const kept = all
    .flatMap((properties) => Object.entries(properties))
    .filter(([, value]) => value !== null);
  const text = kept.map(([name, value]) => `${name}${value ?? ''}`).join('');
  if (
    kept.length > MAX_PROPERTIES ||
    new TextEncoder().encode(text).length > MAX_PROPERTIES_BYTES
  ) {
    throw new CalendarSyncError(
      'invalid-event',
      'The event has too many properties of its own' +
        (ngDevMode
          ? `: Google keeps ${MAX_PROPERTIES}, of ${MAX_PROPERTIES_BYTES / 1024} kB together.`
          : '.'),
    );
  }
}
