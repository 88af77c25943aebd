import type { Access } from './access.ts';
import { notFound } from './api-error.ts';
import { remindersOf } from './calendar-list-entry.ts';
import { pageSize, type Answer, type Call } from './call.ts';
import { isExceptionOfActiveSeries, eventOfEntry } from './event-list.ts';
import { type ListedEvent } from './listed-event.ts';
import { syncScope } from './event-query.ts';
import { isCancelled, type EventResource, type StoredEvent } from './event-resource.ts';
import {
  cancelledForm,
  visibleResource,
  withAttendeeLimit,
  type CancelledForm,
} from './visible-event.ts';
import { writeSyncToken } from './sync-token.ts';

const DEFAULT_PAGE_SIZE = 250;
const MAX_PAGE_SIZE = 2500;

/** Parameters that may differ between the pages of one list. */
const PER_PAGE_PARAMETERS = [
  'pageToken',
  'maxResults',
  'fields',
  'access_token',
  'oauth_token',
  'key',
];

/**
 * One page of events.
 * @param isSync Whether the last page has a sync token.
 */
export function listAnswer(
  call: Call,
  access: Access,
  read: () => Iterable<ListedEvent>,
  isSync: boolean,
): Answer {
  const { calendar, role } = access;
  const page = call.snapshots.page(
    JSON.stringify([
      call.method.id,
      call.caller.user?.email,
      access.detail,
      calendar.etag,
      call.parameters.fingerprint(PER_PAGE_PARAMETERS),
    ]),
    call.parameters.text('pageToken'),
    pageSize(call, DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE),
    { items: read, change: calendar.change, source: calendar },
  );
  call.world.conferences.countRead(calendar.id);
  const { summary, description } = calendar.description;
  const email = call.caller.user?.email;
  const listed = email === undefined ? undefined : call.world.listOf(email).get(calendar.id)?.value;
  const etag = `"${calendar.version}-${role}"`;
  return {
    etag,
    body: {
      kind: 'calendar#events',
      etag,
      summary,
      ...(description !== undefined && { description }),
      updated: new Date(calendar.version / 2000).toISOString(),
      timeZone: call.parameters.zone('timeZone') ?? calendar.timeZone,
      accessRole: role,
      defaultReminders: remindersOf(listed, role),
      ...(page.nextPageToken !== undefined && { nextPageToken: page.nextPageToken }),
      ...(page.nextPageToken === undefined &&
        isSync && {
          nextSyncToken: writeSyncToken(call.world, syncScope(call, calendar), page.change),
        }),
    },
    items: listItems(call, access, page.items),
  };
}

export function eventAnswer(call: Call, access: Access, event: StoredEvent): Answer {
  const body = resourceFor(call, access)(event);
  if (!body) {
    throw notFound();
  }
  return { body, etag: body.etag };
}

/** The entries as the caller may see them, without those that the caller may not see at all. */
function listItems(
  call: Call,
  access: Access,
  entries: readonly ListedEvent[],
): readonly EventResource[] {
  const { calendar } = access;
  const toResource = resourceFor(call, access);
  const formOf = cancelledFormFor(call, access);
  const items: EventResource[] = [];
  for (const entry of entries) {
    const event = eventOfEntry(calendar, entry);
    const resource = toResource(event);
    if (resource) {
      items.push(isCancelled(event) ? cancelledForm(resource, formOf(event)) : resource);
    }
  }
  return items;
}

function cancelledFormFor(call: Call, { calendar }: Access): (event: StoredEvent) => CancelledForm {
  // In an incremental list Google reduces a deleted event to its id, unless the request has `showDeleted`.
  const isIncremental = call.parameters.has('syncToken') || call.parameters.has('updatedMin');
  const defaultForm =
    isIncremental && !call.parameters.flag('showDeleted') ? 'deleted' : 'with details';
  return (event) => (isExceptionOfActiveSeries(calendar, event) ? 'instance' : defaultForm);
}

function resourceFor(
  call: Call,
  { calendar, detail }: Access,
): (event: StoredEvent) => EventResource | undefined {
  const zone = call.parameters.zone('timeZone');
  const maxAttendees = call.parameters.number('maxAttendees');
  return (event) => {
    const resource = visibleResource(event, detail, calendar.timeZone, zone);
    return resource && maxAttendees !== undefined
      ? withAttendeeLimit(resource, maxAttendees)
      : resource;
  };
}
