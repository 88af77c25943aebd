import { CalendarSyncError } from 'ngx-calendar-sync/base';

export function signedOut(): CalendarSyncError {
  return new CalendarSyncError(
    'signed-out',
    ngDevMode && 'Nobody is signed in: call signIn() first.',
  );
}

/** For what was asked of an account, or of a window, that has been replaced. */
export function superseded(): CalendarSyncError {
  return new CalendarSyncError(
    'cancelled',
    ngDevMode && 'A sign-out or another sign-in came before this was done.',
  );
}

/** `cause` says why the token was not renewed. */
export function expired(cause?: CalendarSyncError): CalendarSyncError {
  return new CalendarSyncError(
    'expired',
    ngDevMode && 'The sign-in has run out: call renew() in a click.',
    cause ? { cause } : {},
  );
}
