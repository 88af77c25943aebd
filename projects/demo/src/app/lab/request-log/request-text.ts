import type { GoogleCalendar } from 'ngx-calendar-sync/google';
import { isolated } from '../../language/quoted';
import type { LoggedRequest } from './request-log';

/** What the log says of a calendar. */
type NamedCalendar = Pick<GoogleCalendar, 'name' | 'primary'>;

/** What a request is for, in words. `calendarOf` gives a calendar, where it is known. */
export function purposeText(
  { kind, method, calendarIds }: Pick<LoggedRequest, 'kind' | 'method' | 'calendarIds'>,
  calendarOf: (calendarId: string) => NamedCalendar | undefined,
): string {
  const [id = ''] = calendarIds;
  const name = nameOf(calendarOf(id));
  switch (kind) {
    case 'calendar-list':
      return $localize`:@@lab.purposeList:List of calendars`;
    case 'calendar':
      return $localize`:@@lab.purposeCalendar:Details of ${name}:name:`;
    case 'colors':
      return $localize`:@@lab.purposeColors:Colours of Google Calendar`;
    case 'changes':
      return $localize`:@@lab.purposeChanges:Changes in ${name}:name:`;
    case 'events':
      return $localize`:@@lab.purposeEvents:Events of ${name}:name:`;
    case 'event':
      return $localize`:@@lab.purposeEvent:An event of ${name}:name:`;
    case 'batch':
      return $localize`:@@lab.purposeBatch:Calendars in one request: ${calendarIds.length}:count:`;
    case 'sign-in':
      return $localize`:@@lab.purposeSignIn:Sign-in`;
    case 'other':
      return $localize`:@@lab.purposeOther:Something else of Google Calendar`;
    case 'write':
      return writeText(method);
  }
}

/** The name of an account's own calendar is its address, which the log does not show: the user knows whose calendar it is. */
function nameOf(calendar: NamedCalendar | undefined): string {
  if (!calendar) {
    return $localize`:@@lab.aCalendar:a calendar`;
  }
  return calendar.primary ? $localize`:@@lab.yourCalendar:your calendar` : isolated(calendar.name);
}

function writeText(method: string): string {
  switch (method) {
    case 'POST':
      return $localize`:@@lab.purposeCreate:Creates something`;
    case 'DELETE':
      return $localize`:@@lab.purposeDelete:Deletes something`;
    default:
      return $localize`:@@lab.purposeChange:Changes something`;
  }
}

/** What has become of a request, in short: its status, with the refusals within a batch as `200 (2 × 410)`. */
export function outcomeText({ outcome }: Pick<LoggedRequest, 'outcome'>): string {
  if (!outcome) {
    return $localize`:@@lab.waiting:waiting`;
  }
  switch (outcome.status) {
    case 'cancelled':
      return $localize`:@@lab.cancelled:given up`;
    case 0:
      return $localize`:@@lab.noAnswer:no answer`;
    default: {
      const refusals = countsOf(outcome.batchedErrors).join(', ');
      return refusals ? `${outcome.status} (${refusals})` : `${outcome.status}`;
    }
  }
}

export function hasFailed({ outcome }: Pick<LoggedRequest, 'outcome'>): boolean {
  return (
    outcome !== undefined &&
    outcome.status !== 'cancelled' &&
    (outcome.status === 0 || outcome.status >= 400 || outcome.batchedErrors.length > 0)
  );
}

function countsOf(statuses: readonly number[]): readonly string[] {
  return [...new Set(statuses)].map(
    (status) => `${statuses.filter((one) => one === status).length} × ${status}`,
  );
}
