import type { Conference } from 'ngx-calendar-sync';
import type { GoogleConferenceData, GoogleEvent } from 'ngx-calendar-sync/google';

const MEET = 'Google Meet';
const MEET_ADDRESS = 'https://meet.google.com/in-memory';

/**
 * A resource as Google stores it: which of the guests the account is, and the conference that was asked for, which is made
 * at once.
 */
export function asStored(resource: GoogleEvent, account: string): GoogleEvent {
  const { attendees, conferenceData } = resource;
  const request = conferenceData?.createRequest;
  const guests = attendees?.map((guest) =>
    guest.email === account ? { ...guest, self: true } : guest,
  );
  return {
    ...resource,
    ...(guests ? { attendees: guests } : {}),
    ...(request && !request.status
      ? {
          hangoutLink: MEET_ADDRESS,
          conferenceData: {
            ...conferenceDataOf({ status: 'success', uri: MEET_ADDRESS, name: MEET }),
            createRequest: { ...request, status: { statusCode: 'success' } },
          },
        }
      : {}),
  };
}

/** Google's form of a conference that a test has given an event. */
export function conferenceDataOf({ status, uri, name = MEET }: Conference): GoogleConferenceData {
  return {
    createRequest: { requestId: 'in-memory', status: { statusCode: status } },
    conferenceSolution: { key: { type: 'hangoutsMeet' }, name },
    ...(uri === undefined ? {} : { entryPoints: [{ entryPointType: 'video', uri }] }),
  };
}
