import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ExtendedProperties } from 'ngx-calendar-sync/core';
import {
  ɵEXTENSION_NAME as EXTENSION_NAME,
  ɵNO_PROPERTY as NO_PROPERTY,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookOpenTypeExtension } from 'ngx-calendar-sync/outlook/start';

const EXTENSION_TYPE = '#microsoft.graph.openTypeExtension';

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
