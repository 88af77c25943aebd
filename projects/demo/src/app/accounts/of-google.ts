import type { GoogleCalendar } from 'ngx-calendar-sync/google';
import type { AnyCalendar } from './any-account';

/** Whether a calendar is of the account at Google, which alone can be renamed, shared and so on here. */
export function isOfGoogle(calendar: AnyCalendar): calendar is AnyCalendar & GoogleCalendar {
  return calendar.googleCalendar !== undefined;
}
