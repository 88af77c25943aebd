import { CalendarSyncError } from 'ngx-calendar-sync';
import type { NotRenewable } from './access-token';

export function signedOut(): CalendarSyncError {
  return new CalendarSyncError('signed-out', 'Nobody is signed in: call signIn() first.');
}

export function signedOutMeanwhile(): CalendarSyncError {
  return new CalendarSyncError('cancelled', 'Signed out before it was done.');
}

/** `cause`: why it was not renewed. */
export function expired(cause?: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'expired',
    'The sign-in has run out: call renew() in a click.',
    cause ? { cause } : {},
  );
}

export function notReady(cause?: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'not-ready',
    cause
      ? `Signing in is not possible; initialize() tries again. ${cause.message}`
      : 'Signing in is not possible yet: enable the button when `ready` is true.',
    cause ? { cause } : {},
  );
}

/** Of the window: `error_callback`. */
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

/** What an OAuth endpoint answers instead of a token or a code. */
export interface OAuthRefusal {
  readonly error?: string;
  readonly error_description?: string;
}

/** @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 */
export function refusal({ error, error_description: said }: OAuthRefusal): CalendarSyncError {
  const reason = [error ?? 'no token', said].filter(Boolean).join(': ');
  switch (error) {
    case 'access_denied':
      return new CalendarSyncError('access-denied', 'Access to the calendars was not allowed.');
    case 'invalid_grant':
      return new CalendarSyncError('expired', `Google has ended the sign-in (${reason}).`);
    case 'invalid_client':
    case 'unauthorized_client':
    case 'invalid_scope':
    case 'invalid_request':
    case 'redirect_uri_mismatch':
      return new CalendarSyncError('invalid-config', `Google refused the sign-in (${reason}).`);
    case 'no_refresh_token':
      return notRenewable('no-refresh-token');
    case 'server_error':
    case 'temporarily_unavailable':
      return new CalendarSyncError('unavailable', `Google cannot sign in now (${reason}).`);
    default:
      return new CalendarSyncError('unexpected', `Google's sign-in failed (${reason}).`);
  }
}

/** Why a session ends with its token, in the words of a google-calendar-token-server. */
export function notRenewableBy(said: string | undefined): NotRenewable {
  return said === 'cross_site_cookies' ? 'cross-site-cookies' : 'no-refresh-token';
}

export function notRenewable(reason: NotRenewable): CalendarSyncError {
  return new CalendarSyncError(
    reason,
    reason === 'cross-site-cookies'
      ? 'The token server is on another site than this page, so browsers keep its cookie from it: ' +
          "deploy it on the app's own site."
      : 'Google gave no refresh token, so the session ends within the hour. Remove the app at ' +
          'https://myaccount.google.com/permissions and sign in again.',
  );
}
