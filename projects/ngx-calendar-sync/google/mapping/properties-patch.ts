import { CalendarSyncError, type ExtendedProperties } from 'ngx-calendar-sync';
import type { GoogleEvent } from '../api/wire-types.generated';
import { ALL_FIELDS } from './event-fields';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from './google-calendar-event';
import { mergePatchBetween, sameJson } from './merge-patch';

/** What Google keeps of a property. */
const MAX_NAME_LENGTH = 44;
const MAX_VALUE_LENGTH = 1024;

/** What the model and Google have names for; anything else on a draft is the app's own. */
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
    googleEvent: true,
  } satisfies Record<keyof GoogleCalendarEvent, true>),
]);

/**
 * What an edit changes of an event's extended properties, its own properties among them.
 * @param base The resource that the edit was made from, where it is known.
 * @throws CalendarSyncError `invalid-event` for a property that Google would drop or cut
 */
export function propertiesPatch(
  edit: Partial<GoogleCalendarEventDraft>,
  base: GoogleEvent | undefined,
): Record<string, unknown> | undefined {
  const before: ExtendedProperties = base?.extendedProperties ?? {};
  const { extendedProperties: ofModel, googleEvent } = edit;
  const isModelEdited = ofModel !== undefined && !sameJson(ofModel, before);
  const given = isModelEdited ? ofModel : propertiesOf(googleEvent, before);
  const own = ownProperties(edit);
  const after = own ? { ...given, private: { ...given.private, ...own } } : given;
  for (const properties of [after.private, after.shared]) {
    checkLimits(properties ?? {});
  }
  const patch = mergePatchBetween({ ...before }, { ...after });
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** In a resource `null` takes all of them away. */
function propertiesOf(
  resource: { readonly extendedProperties?: ExtendedProperties | null } | undefined,
  before: ExtendedProperties,
): ExtendedProperties {
  if (resource?.extendedProperties === undefined) {
    return before;
  }
  return resource.extendedProperties ?? {};
}

/** Text as it is, anything else as JSON. */
function ownProperties(edit: object): Readonly<Record<string, string>> | undefined {
  const own = Object.entries(edit as Readonly<Record<string, unknown>>)
    .filter(([name, value]) => !KNOWN_NAMES.has(name) && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : jsonOf(name, value)]);
  return own.length > 0 ? (Object.fromEntries(own) as Record<string, string>) : undefined;
}

/** A component's own object of an event, spread into an edit, brings functions and circles along. */
function jsonOf(name: string, value: unknown): string {
  try {
    const json = JSON.stringify(value) as string | undefined;
    if (json !== undefined) {
      return json;
    }
  } catch {
    // What is wrong with it is said below, in words that hold nothing of the value.
  }
  throw new CalendarSyncError(
    'invalid-event',
    `The property "${name.slice(0, MAX_NAME_LENGTH)}" cannot be kept with the event, since it is no JSON: leave it out.`,
  );
}

/** Google drops a longer name and cuts a longer value without a word. One that is taken away has no length. */
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
