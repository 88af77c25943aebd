import { randomBytes } from 'node:crypto';
import { without } from './event-fields.ts';
import type { EventResource } from './event-resource.ts';

/**
 * The event with the conference that it ends up with. A request for one is granted at once; Google takes a moment, and
 * answers `pending` meanwhile.
 *
 * @param isAllowed Whether the request said `conferenceDataVersion=1`; if not, its conference data count for nothing.
 */
export function withConference(
  event: EventResource,
  before: EventResource | undefined,
  isAllowed: boolean,
): EventResource {
  if (!isAllowed) {
    const rest = without(event, ['conferenceData']);
    return before?.conferenceData ? { ...rest, conferenceData: before.conferenceData } : rest;
  }
  const request = event.conferenceData?.createRequest;
  if (!request || request.status) {
    return event;
  }
  const letters = randomBytes(10).toString('hex').replaceAll(/\d/g, 'q');
  const id = `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7, 10)}`;
  const uri = `https://meet.google.com/${id}`;
  return {
    ...event,
    hangoutLink: uri,
    conferenceData: {
      createRequest: { ...request, status: { statusCode: 'success' } },
      entryPoints: [{ entryPointType: 'video', uri, label: `meet.google.com/${id}` }],
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      conferenceId: id,
    },
  };
}
