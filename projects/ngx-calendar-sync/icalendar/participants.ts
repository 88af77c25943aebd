import type { Attendee, AttendeeResponse } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { contentLine } from './content-line';

const PARTICIPATION: Readonly<Record<AttendeeResponse, string>> = {
  accepted: 'ACCEPTED',
  declined: 'DECLINED',
  needsAction: 'NEEDS-ACTION',
  tentative: 'TENTATIVE',
};

/** Who has arranged an event with guests, and the guests; an event without guests has none of these lines. */
export function attendeeLines({ organizer, attendees = [] }: GoogleCalendarEvent): string {
  if (attendees.length === 0) {
    return '';
  }
  const organized =
    organizer?.email === undefined
      ? ''
      : contentLine('ORGANIZER', `mailto:${organizer.email}`, { CN: organizer.displayName });
  return organized + attendees.map(attendeeLine).join('');
}

function attendeeLine({
  email,
  displayName,
  responseStatus,
  optional,
  resource,
  additionalGuests,
}: Attendee): string {
  return contentLine('ATTENDEE', `mailto:${email}`, {
    CUTYPE: resource ? 'RESOURCE' : 'INDIVIDUAL',
    ROLE: optional ? 'OPT-PARTICIPANT' : 'REQ-PARTICIPANT',
    PARTSTAT: PARTICIPATION[responseStatus],
    CN: displayName,
    'X-NUM-GUESTS': additionalGuests === undefined ? undefined : String(additionalGuests),
  });
}
