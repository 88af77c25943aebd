import {
  ɵEXTENSION_NAME as EXTENSION_NAME,
  type ɵOutlookApi as OutlookApi,
  type OutlookCalendarEvent,
  ɵOWN_PROPERTIES as OWN_PROPERTIES,
} from 'ngx-calendar-sync/outlook/runtime';
import { ɵownMember as ownMember } from 'ngx-calendar-sync/core';
import type { OutlookOpenTypeExtension } from 'ngx-calendar-sync/outlook/start';
import type { Ask } from './in-steps';
import { addExtension, patchExtension } from './write-requests';

/**
 * Stores the app's properties of an event. Those that another app has added since stay.
 * @param wanted All that are to be there, as far as they are known.
 * @param before The event that the write was made from: what it had and `wanted` lacks is removed.
 */
export async function writeExtension(
  ask: Ask,
  api: OutlookApi,
  eventId: string,
  wanted: OutlookOpenTypeExtension,
  before: OutlookCalendarEvent,
): Promise<void> {
  const { extensions = [] } = await ask(api.event(eventId, OWN_PROPERTIES));
  const stored = extensions.find(({ extensionName }) => extensionName === EXTENSION_NAME);
  if (!stored) {
    await ask(addExtension(api, eventId, wanted));
    return;
  }
  const current = { ...stored };
  const written = Object.entries(wanted).filter(
    ([name, value]) => ownMember(current, name) !== value,
  );
  const removed = Object.keys(before.extendedProperties?.private ?? {}).filter(
    (name) => !Object.hasOwn(wanted, name) && (ownMember(current, name) ?? null) !== null,
  );
  if (written.length + removed.length > 0) {
    const { '@odata.type': type } = wanted;
    await ask(
      patchExtension(api, eventId, {
        ...(type === undefined ? {} : { '@odata.type': type }),
        ...Object.fromEntries([...written, ...removed.map((name) => [name, null] as const)]),
      }),
    );
  }
}
