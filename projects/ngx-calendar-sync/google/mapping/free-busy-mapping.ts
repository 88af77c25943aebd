import { CalendarSyncError, type FreeBusy } from 'ngx-calendar-sync';
import type { GoogleFreeBusyResponse } from '../api/wire-types.generated';

/** Google answers for each calendar apart, and fails for each apart. */
export function toFreeBusy(
  calendarIds: readonly string[],
  response: GoogleFreeBusyResponse,
): readonly FreeBusy[] {
  return calendarIds.map((calendarId) => {
    const answer = response.calendars?.[calendarId];
    const reason = answer ? answer.errors?.[0]?.reason : 'notFound';
    return {
      calendarId,
      busy: (answer?.busy ?? []).flatMap(({ start, end }) =>
        start && end ? [{ start, end }] : [],
      ),
      ...(reason === undefined ? {} : { error: toError(reason) }),
    };
  });
}

function toError(reason: string): CalendarSyncError {
  return reason === 'notFound'
    ? new CalendarSyncError('not-found', 'No such calendar, or this account may not see it.')
    : new CalendarSyncError('unavailable', `Google could not ask this calendar (${reason}).`);
}
