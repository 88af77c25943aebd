import { randomBytes } from 'node:crypto';
import type { WireConferenceData } from '../discovery/wire-types.generated.ts';
import type { ConferenceOutcome } from '../world/conference-requests.ts';
import { invalid } from './api-error.ts';
import { CONFERENCE_PROPERTIES } from './calendar-list-entry.ts';
import { without } from './event-fields.ts';
import type { EventResource } from './event-resource.ts';

/**
 * The event with the conference that it requests, if it requests a new one, and with the `hangoutLink` of its
 * conference. A request whose id is that of the one before is ignored.
 * @param before Undefined for a new event. If that one has entry points already, it is a copy of another event.
 * @param status The status of a new request.
 * @throws ApiError 400 for a kind of conference that calendars do not allow.
 */
export function withConference(
  event: EventResource,
  before: EventResource | undefined,
  status: ConferenceOutcome | 'pending',
): EventResource {
  const { conferenceData } = event;
  if (!conferenceData) {
    return before?.conferenceData ? without(event, ['hangoutLink']) : event;
  }
  const request = conferenceData.createRequest;
  const known = before?.conferenceData;
  if (conferenceData === known) {
    return event;
  }
  if (known?.createRequest && request?.requestId === known.createRequest.requestId) {
    const kept = { ...known, ...conferenceData, createRequest: known.createRequest };
    return { ...event, conferenceData: kept };
  }
  const isCopy = !known && (conferenceData.entryPoints?.length ?? 0) > 0;
  if (!request || isCopy) {
    return withHangoutLink(event, conferenceData);
  }
  const type = request.conferenceSolutionKey?.type;
  if (type && !CONFERENCE_PROPERTIES.allowedConferenceSolutionTypes.includes(type)) {
    throw invalid('Invalid conference type value.');
  }
  const requested = { createRequest: { ...request, status: { statusCode: status } } };
  return withHangoutLink(event, status === 'success' ? withMeeting(requested) : requested);
}

export function withMeeting(data: WireConferenceData): WireConferenceData {
  const letters = randomBytes(10).toString('hex').replaceAll(/\d/g, 'q');
  const id = `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7, 10)}`;
  const uri = `https://meet.google.com/${id}`;
  return {
    ...data,
    entryPoints: [{ entryPointType: 'video', uri, label: `meet.google.com/${id}` }],
    conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
    conferenceId: id,
  };
}

export function withHangoutLink(
  event: EventResource,
  conferenceData: WireConferenceData,
): EventResource {
  const isMeet = conferenceData.conferenceSolution?.key?.type === 'hangoutsMeet';
  const video = conferenceData.entryPoints?.find((each) => each.entryPointType === 'video');
  return {
    ...without(event, ['hangoutLink']),
    conferenceData,
    ...(isMeet && video?.uri && { hangoutLink: video.uri }),
  };
}
