import type { Access } from './access.ts';
import { notFound } from './api-error.ts';
import { remindersOf } from './calendar-list-entry.ts';
import { pageSize, type Answer, type Call } from './call.ts';
import { isExceptionOfLiving, materialized, type ListedEvent } from './event-list.ts';
import { syncScope } from './event-query.ts';
import { isCancelled, type EventResource, type StoredEvent } from './event-resource.ts';
import { cancelledForm, viewed, withAttendeeLimit, type CancelledForm } from './event-view.ts';
import { writeSyncToken } from './sync-token.ts';

const USUAL_PAGE = 250;
const LARGEST_PAGE = 2500;

/** Parameters that may differ from page to page. */
const OF_ONE_PAGE = ['pageToken', 'maxResults', 'fields', 'access_token', 'oauth_token', 'key'];

/** One page of events. @param isSync Whether the last one says where to go on. */
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
      access.view,
      calendar.etag,
      call.parameters.fingerprint(OF_ONE_PAGE),
    ]),
    call.parameters.text('pageToken'),
    pageSize(call, USUAL_PAGE, LARGEST_PAGE),
    { items: read, change: calendar.change, source: calendar },
  );
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
  const body = viewFor(call, access)(event);
  if (!body) {
    throw notFound();
  }
  return { body, etag: body.etag };
}

/** What the caller reads of the entries, without those of which there is nothing to read. */
function listItems(
  call: Call,
  access: Access,
  entries: readonly ListedEvent[],
): readonly EventResource[] {
  const { calendar } = access;
  const show = viewFor(call, access);
  const formOf = cancelledFormFor(call, access);
  const items: EventResource[] = [];
  for (const entry of entries) {
    const event = materialized(calendar, entry);
    const resource = show(event);
    if (resource) {
      items.push(isCancelled(event) ? cancelledForm(resource, formOf(event)) : resource);
    }
  }
  return items;
}

function cancelledFormFor(call: Call, { calendar }: Access): (event: StoredEvent) => CancelledForm {
  // Details are for restoring; who only follows the changes gets them by asking for what is deleted.
  const follows = call.parameters.has('syncToken') || call.parameters.has('updatedMin');
  const usual = follows && !call.parameters.flag('showDeleted') ? 'deleted' : 'with details';
  return (event) => (isExceptionOfLiving(calendar, event) ? 'instance' : usual);
}

function viewFor(
  call: Call,
  { calendar, view }: Access,
): (event: StoredEvent) => EventResource | undefined {
  const zone = call.parameters.zone('timeZone');
  const most = call.parameters.number('maxAttendees');
  return (event) => {
    const resource = viewed(event, view, calendar.timeZone, zone);
    return resource && most !== undefined ? withAttendeeLimit(resource, most) : resource;
  };
}
