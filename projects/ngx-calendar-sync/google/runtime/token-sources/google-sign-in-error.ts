import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type CalendarSyncErrorOptions,
} from 'ngx-calendar-sync/base';
import {
  type ɵOAuthRefusal as OAuthRefusal,
  ɵmachineReadableCode as machineReadableCode,
  ɵquotable as quotable,
} from 'ngx-calendar-sync/account';
import { notRenewableError } from './not-renewable';

/** What `error_callback` of Google's script reports of its window. */
export function windowError(type: string): CalendarSyncError {
  switch (type) {
    case 'popup_closed':
      return new CalendarSyncError('popup-closed', ngDevMode && 'The sign-in window was closed.');
    case 'popup_failed_to_open':
      return new CalendarSyncError(
        'popup-blocked',
        ngDevMode &&
          'The browser did not open the sign-in window: allow popups for this site and try again.',
      );
    default:
      return new CalendarSyncError('unexpected', `Google's sign-in failed (${type}).`);
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
export function refusal(
  { error: answer, error_description: description }: OAuthRefusal,
  options: CalendarSyncErrorOptions = {},
): CalendarSyncError {
  const error = machineReadableCode(answer);
  const reason = [error ?? 'no token', quotable(description)].filter(Boolean).join(': ');
  const refused = (code: CalendarSyncErrorCode, message: string) =>
    new CalendarSyncError(code, message, options);
  switch (error) {
    case 'access_denied':
      return refused('access-denied', 'Access to the calendars was not allowed.');
    case 'invalid_grant':
      return refused('expired', `Google has ended the sign-in (${reason}).`);
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_scope':
    case 'invalid_request':
    case 'redirect_uri_mismatch':
      return refused('invalid-config', `Google refused the sign-in (${reason}).`);
    case 'no_refresh_token':
      return notRenewableError('no-refresh-token');
    case 'server_error':
    case 'temporarily_unavailable':
      return refused('unavailable', `Google cannot sign in now (${reason}).`);
    default:
      return refused('unexpected', `Google's sign-in failed (${reason}).`);
  }
}
