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
  const given = (isModelEdited ? ofModel : googleEvent?.extendedProperties) ?? before;
  const own = ownProperties(edit);
  const after = own ? { ...given, private: { ...given.private, ...own } } : given;
  for (const properties of [after.private, after.shared]) checkLimits(properties ?? {});
  const patch = mergePatchBetween({ ...before }, { ...after });
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** Text as it is, anything else as JSON. */
function ownProperties(edit: object): Readonly<Record<string, string>> | undefined {
  const own = Object.entries(edit as Readonly<Record<string, unknown>>)
    .filter(([name, value]) => !KNOWN_NAMES.has(name) && value !== undefined)
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
  return own.length > 0 ? (Object.fromEntries(own) as Record<string, string>) : undefined;
}

/** Google drops a longer name and cuts a longer value without a word. */
function checkLimits(properties: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(properties)) {
    if (name.length > MAX_NAME_LENGTH || value.length > MAX_VALUE_LENGTH) {
      throw new CalendarSyncError(
        'invalid-event',
        `The property "${name.slice(0, MAX_NAME_LENGTH)}" is too long: Google keeps ${MAX_NAME_LENGTH} characters of a name, ${MAX_VALUE_LENGTH} of a value.`,
      );
    }
  }
}
