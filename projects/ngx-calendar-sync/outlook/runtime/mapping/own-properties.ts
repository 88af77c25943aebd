import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ExtendedProperties } from 'ngx-calendar-sync/core';
import type { OutlookEvent, OutlookOpenTypeExtension } from 'ngx-calendar-sync/outlook/start';

/** The open extension in which an app's properties are stored with an event. */
export const EXTENSION_NAME = 'io.github.ngx-calendar-sync.properties';

/** Expands what apps have stored with an event, which is left out else. */
export const OWN_PROPERTIES = `extensions($filter=id eq '${EXTENSION_NAME}')`;

const EXTENSION_TYPE = '#microsoft.graph.openTypeExtension';
/** Graph's own members of an extension, and those with its annotations. */
const NO_PROPERTY = /^(id|extensionName)$|@|\./;

/**
 * The app's properties of an event; `undefined` where they were not asked for, as in delta, which has none: then they are not
 * known.
 */
export function ownPropertiesOf({ extensions }: OutlookEvent): ExtendedProperties | undefined {
  const extension = extensions?.find(({ extensionName }) => extensionName === EXTENSION_NAME);
  const entries = Object.entries(extension ?? {}).filter(
    (entry): entry is [string, string] =>
      !NO_PROPERTY.test(entry[0]) && typeof entry[1] === 'string',
  );
  return entries.length > 0 ? { private: Object.fromEntries(entries) } : undefined;
}

/**
 * The extension of an event that is to have these properties. A new event gets it with the insert, since two writes in a row
 * may disturb each other.
 * @throws CalendarSyncError `invalid-event` for shared properties, which Outlook does not have, and for names that it refuses.
 */
export function extensionWith(properties: ExtendedProperties): OutlookOpenTypeExtension {
  const { private: own = {}, shared = {} } = properties;
  if (Object.keys(shared).length > 0) {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode && 'Outlook has no extendedProperties.shared: write them to `private`.',
    );
  }
  const refused = Object.keys(own).find((name) => NO_PROPERTY.test(name));
  if (refused !== undefined) {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode &&
        `Outlook cannot store the property "${refused}": choose a name of letters and digits.`,
    );
  }
  return { '@odata.type': EXTENSION_TYPE, extensionName: EXTENSION_NAME, ...own };
}
