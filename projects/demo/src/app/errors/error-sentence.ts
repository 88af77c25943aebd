import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync';

/** For each error code, what happened and what the user can do. */
const ERROR_SENTENCES: Readonly<Record<CalendarSyncErrorCode, string>> = {
  'invalid-config': $localize`:@@errors.invalidConfig:This app is not set up to reach your calendars yet. Whoever runs it finds the reason in the browser’s console.`,
  'not-ready': $localize`:@@errors.notReady:The sign-in is still loading. Try again in a moment.`,
  'pending-writes': $localize`:@@errors.pendingWrites:Changes have not been saved yet.`,
  'script-failed': $localize`:@@errors.scriptFailed:The sign-in could not be loaded. Check your connection, and whether an ad or tracker blocker stops it; Google’s comes from accounts.google.com.`,
  'popup-blocked': $localize`:@@errors.popupBlocked:The browser blocked a window of the calendar service. Allow pop-up windows for this site, then try again.`,
  'popup-closed': $localize`:@@errors.popupClosed:The sign-in window was closed before you were signed in. Try again whenever you like.`,
  'access-denied': $localize`:@@errors.accessDenied:The permission to see your calendars was refused. Sign in again and allow it to see them here.`,
  'no-refresh-token': $localize`:@@errors.noRefreshToken:Google will ask you to sign in again within the hour. To stay signed in, remove this app from your Google account, then sign in again.`,
  'cross-site-cookies': $localize`:@@errors.crossSiteCookies:You will have to sign in again within the hour: your browser keeps this app from remembering you.`,
  'scopes-refused': $localize`:@@errors.scopesRefused:The permission to see your calendars was left unticked, so there is nothing to show. Sign in again and tick it.`,
  'signed-out': $localize`:@@errors.signedOut:You are signed out. Sign in to go on.`,
  'sign-out-pending': $localize`:@@errors.signOutPending:You are signed out here, but the server that keeps your sign-in could not be told yet. It will be told as soon as it can be reached.`,
  expired: $localize`:@@errors.expired:Your sign-in has run out. Sign in again to go on.`,
  forbidden: $localize`:@@errors.forbidden:Your account is not allowed to do this in this calendar.`,
  'insufficient-scopes': $localize`:@@errors.insufficientScopes:You have not allowed this app to do that. Sign in again to allow it.`,
  'not-found': $localize`:@@errors.notFound:This is not there any more, or it is not shared with your account.`,
  conflict: $localize`:@@errors.conflict:Somebody else changed this event in the meantime. Reload, then try again.`,
  duplicate: $localize`:@@errors.duplicate:This event exists already.`,
  deleted: $localize`:@@errors.deleted:This event has been deleted already.`,
  'rate-limited': $localize`:@@errors.rateLimited:The calendar service asks for a short break. Try again in a few minutes.`,
  'quota-exceeded': $localize`:@@errors.quotaExceeded:The calendar service answers no more for today. Try again tomorrow.`,
  'invalid-event': $localize`:@@errors.invalidEvent:The calendar cannot take the event like this. Check its dates, times and repetition.`,
  'invalid-request': $localize`:@@errors.invalidRequest:The calendar service cannot do this. Reload the page and try again.`,
  offline: $localize`:@@errors.offline:There is no connection. Check your network and try again.`,
  unavailable: $localize`:@@errors.unavailable:The calendar service is not answering at the moment. Try again later.`,
  'cursor-lost': $localize`:@@errors.cursorLost:The calendar service has lost track of what changed. Reload, and everything is read again.`,
  cancelled: $localize`:@@errors.cancelled:This was not finished, because you signed out.`,
  unexpected: $localize`:@@errors.unexpected:Something went wrong. Reload the page and try again.`,
};

/** What to tell the user about any error. */
export function errorSentence(thrown: unknown): string {
  return ERROR_SENTENCES[CalendarSyncError.from(thrown).code];
}
