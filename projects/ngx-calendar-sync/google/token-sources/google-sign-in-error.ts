import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type CalendarSyncErrorOptions,
} from 'ngx-calendar-sync';
import {
  ɵmachineReadableCode as machineReadableCode,
  type ɵNotRenewable as NotRenewable,
  ɵquotable as quotable,
} from 'ngx-calendar-sync/account';

/** What `error_callback` of Google's script reports of its window. */
export function windowError(type: string): CalendarSyncError {
  switch (type) {
    case 'popup_closed':
      return new CalendarSyncError('popup-closed', 'The sign-in window was closed.');
    case 'popup_failed_to_open':
      return new CalendarSyncError(
        'popup-blocked',
        'The browser did not open the sign-in window: allow popups for this site and try again.',
      );
    default:
      return new CalendarSyncError('unexpected', `Google's sign-in failed (${type}).`);
  }
}

/** What an OAuth endpoint answers when it refuses. A server may send members of any type. */
export interface OAuthRefusal {
  readonly error?: unknown;
  readonly error_description?: unknown;
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

/** Why the token cannot be renewed, by the `reason` in the answer of a google-calendar-token-server. */
export function notRenewableBy(reason: unknown): NotRenewable {
  return reason === 'cross_site_cookies' ? 'cross-site-cookies' : 'no-refresh-token';
}

const notRenewableErrors = new Map<NotRenewable, CalendarSyncError>();

/** The same error for the same reason, so that states can be compared. */
export function notRenewableError(reason: NotRenewable): CalendarSyncError {
  const error = notRenewableErrors.get(reason) ?? toError(reason);
  notRenewableErrors.set(reason, error);
  return error;
}

function toError(reason: NotRenewable): CalendarSyncError {
  switch (reason) {
    case 'cross-site-cookies':
      return new CalendarSyncError(
        'cross-site-cookies',
        'The token server is on another site than this page, so browsers keep its cookie from it: ' +
          "deploy it on the app's own site.",
      );
    case 'no-refresh-token':
      return new CalendarSyncError(
        'no-refresh-token',
        'Google gave no refresh token, so the session ends within the hour. Remove the app at ' +
          'https://myaccount.google.com/permissions and sign in again.',
      );
    case 'wrong-token-mode':
      return new CalendarSyncError(
        'invalid-config',
        'This app and its token server do not agree on where the refresh token is, so the session ends ' +
          'within the hour. Where the server seals it in a cookie (TOKEN_MODE=sealed, the default of ' +
          'google-calendar-token-server), give its address as `tokenServer` in place of authUrl and ' +
          "refreshUrl; where it gives it to the page, set tokenMode: 'contract'.",
      );
  }
}

/** `cause` says why the token server has not confirmed the sign-out. */
export function signOutPending(cause: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'sign-out-pending',
    'Signed out here, but the token server has not confirmed it yet: it is asked again, and until then its ' +
      `session signs nobody in. ${cause.message}`,
    { cause, ...(cause.status === undefined ? {} : { status: cause.status }) },
  );
}
