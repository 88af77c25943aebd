import {
  ɵdescribeValue as describeValue,
  ɵinvalidConfig as invalidConfig,
} from 'ngx-calendar-sync/base';

/**
 * How a property of the app is stored in a private extended property, which holds a text: as it is, or as JSON.
 * @see https://developers.google.com/workspace/calendar/api/guides/extended-properties
 */
export type OwnPropertyKind = 'text' | 'json';

/** The app's own properties of events, by name. It is a map, since a name may be one that every object inherits. */
export type OwnProperties = ReadonlyMap<string, OwnPropertyKind>;

/** Google drops a property with a longer name without an error. */
export const MAX_PROPERTY_NAME_LENGTH = 44;

/**
 * @param isEventField Whether an event has a field of this name, which an own property would hide.
 * @throws CalendarSyncError `invalid-config` for a name or a kind that cannot be used.
 */
export function readOwnProperties(
  value: Readonly<Record<string, OwnPropertyKind>> | undefined,
  isEventField: (name: string) => boolean,
): OwnProperties {
  const entries = Object.entries(value ?? {});
  // The names are part of the app's code, which a development build runs first.
  if (ngDevMode) {
    for (const [name, kind] of entries) {
      assertUsable(name, kind, isEventField);
    }
  }
  // A property of the app never takes the place of one that every event has.
  return new Map(entries.filter(([name]) => !isEventField(name)));
}

function assertUsable(
  name: string,
  kind: OwnPropertyKind,
  isEventField: (name: string) => boolean,
): void {
  const isNameUsable =
    name && name.length <= MAX_PROPERTY_NAME_LENGTH && !isEventField(name) && !(name in {});
  if (!isNameUsable || !['text', 'json'].includes(kind)) {
    throw invalidConfig(
      'ownProperties',
      `ownProperties cannot have ${describeValue(name)}. Set names of 1 to ${MAX_PROPERTY_NAME_LENGTH} characters that an event does not have already, each to 'text' or 'json'.`,
    );
  }
}
