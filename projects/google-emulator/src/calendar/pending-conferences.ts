import type { WireConferenceData } from '../discovery/wire-types.generated.ts';
import type { Calendar } from '../world/calendar.ts';
import type { ConferenceOutcome } from '../world/conference-requests.ts';
import type { World } from '../world/world.ts';
import { withHangoutLink, withMeeting } from './conference.ts';
import { isCancelled, type StoredEvent } from './event-resource.ts';
import { store } from './event-store.ts';
import { propagateInvitation } from './invitations.ts';

/**
 * Remembers the request of an event, if it is pending and was not so before.
 * @param author The account that wrote the event.
 */
export function followConference(
  world: World,
  calendar: Calendar,
  before: StoredEvent | undefined,
  { id, resource }: StoredEvent,
  author: string,
): void {
  const request = resource.conferenceData?.createRequest;
  const requestBefore = before?.resource.conferenceData?.createRequest;
  const isNew = !requestBefore || requestBefore.requestId !== request?.requestId;
  if (isNew && request?.status?.statusCode === 'pending') {
    const requestId = request.requestId ?? undefined;
    const followed = { calendarId: calendar.id, eventId: id, requestId };
    world.conferences.follow(followed, author, world.clock.now());
  }
}

/** Stores the outcome of the requests that are done by now: their events change, and so do the guests’ copies. */
export function finishConferences(world: World): void {
  for (const { calendarId, eventId, requestId, outcome } of world.conferences.takeDone(
    world.clock.now(),
  )) {
    const calendar = world.calendar(calendarId);
    const event = calendar?.events.get(eventId);
    if (!calendar || !event) {
      continue;
    }
    const finished = finishedRequest(event.resource.conferenceData ?? {}, outcome);
    // Instances that were changed while the request was pending have it too.
    for (const each of [event, ...calendar.events.exceptionsOf(eventId).values()]) {
      const request = each.resource.conferenceData?.createRequest;
      const isPending = request?.status?.statusCode === 'pending';
      if (!isCancelled(each) && isPending && (request.requestId ?? undefined) === requestId) {
        const resource = withHangoutLink(each.resource, finished);
        const stored = store(calendar, resource, world.clock.now());
        propagateInvitation(world, calendar, each, stored);
      }
    }
  }
}

function finishedRequest(
  pending: WireConferenceData,
  outcome: ConferenceOutcome,
): WireConferenceData {
  const createRequest = { ...pending.createRequest, status: { statusCode: outcome } };
  const data = { ...pending, createRequest };
  return outcome === 'success' ? withMeeting(data) : data;
}
