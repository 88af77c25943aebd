import type { ExtendedProperties } from 'ngx-calendar-sync/core';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';

/** The open extension in which an app's properties are stored with an event. */
export const EXTENSION_NAME = 'io.github.ngx-calendar-sync.properties';

/** Expands what apps have stored with an event, which is left out else. */
export const OWN_PROPERTIES = `extensions($filter=id eq '${EXTENSION_NAME}')`;

/** Graph's own members of an extension, and those with its annotations. */
export const NO_PROPERTY = /^(id|extensionName)$|@|\./;

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
