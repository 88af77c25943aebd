import { randomBytes } from 'node:crypto';
import type { EventResource } from './event-resource.ts';

/**
 * Adds the conference that the event requests, if it requests one. It is created at once, whereas Google answers
 * `pending` for a moment.
 */
export function withConference(event: EventResource): EventResource {
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
