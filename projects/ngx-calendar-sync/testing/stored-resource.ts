import type { Conference } from 'ngx-calendar-sync/core';
import type { GoogleConferenceData, GoogleEvent } from 'ngx-calendar-sync/google';
import type { EventInTest } from './fixtures';

const MEET: Conference = {
  status: 'success',
  uri: 'https://meet.google.com/in-memory',
  name: 'Google Meet',
};

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
          conferenceData: {
            ...conferenceDataOf(MEET),
            createRequest: { ...request, status: { statusCode: MEET.status } },
          },
        }
      : {}),
  };
}

/** What an event shows of Google's resource and no draft can write, so that it is still there after a change. */
export function shownByGoogle({
  conference,
  created,
  htmlLink,
  organizer,
  updated,
}: EventInTest): GoogleEvent {
  return {
    ...(created === undefined ? {} : { created }),
    ...(htmlLink === undefined ? {} : { htmlLink }),
    ...(organizer === undefined ? {} : { organizer }),
    ...(updated === undefined ? {} : { updated }),
    ...(conference === undefined ? {} : { conferenceData: conferenceDataOf(conference) }),
  };
}

function conferenceDataOf({ status, uri, name }: Conference): GoogleConferenceData {
  return {
    createRequest: { status: { statusCode: status } },
    ...(uri === undefined ? {} : { entryPoints: [{ entryPointType: 'video', uri }] }),
    ...(name === undefined ? {} : { conferenceSolution: { name } }),
  };
}
