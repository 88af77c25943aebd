import type { ErrorTexts } from './error-texts';

/** English. */
export const texts: ErrorTexts = {
  'invalid-config': 'The calendar is not set up correctly. Please tell the operator of this site.',
  'not-ready': 'The sign-in is still being prepared. Please try again in a moment.',
  'script-failed':
    'A part of the calendar could not be loaded. Check your connection and reload the page.',
  'popup-blocked':
    'The browser has blocked a window of the calendar service. Allow pop-ups for this site, then try again.',
  'popup-closed': 'The sign-in window was closed. You can sign in again at any time.',
  'access-denied': 'Access was refused. Sign in again and allow it, or ask your administrator.',
  'no-refresh-token': 'You can stay signed in for an hour only. After that, please sign in again.',
  'cross-site-cookies':
    'Your browser does not let this site keep you signed in. You can stay signed in for an hour only.',
  'scopes-refused':
    'Your calendars cannot be shown without permission to see them. Sign in again and tick it.',
  'signed-out': 'You are not signed in.',
  'sign-out-pending':
    'You are signed out here. The server will be told as soon as it can be reached.',
  expired: 'Your sign-in has run out. Please sign in again.',
  forbidden: 'You are not allowed to do that in this calendar.',
  'insufficient-scopes': 'This needs a permission that you have not given yet.',
  'not-found': 'This calendar or event does not exist, or you may not see it.',
  conflict:
    'Somebody else has changed this event in the meantime. Look at the new version, then try again.',
  duplicate: 'This event exists already.',
  deleted: 'This event has been deleted.',
  'cursor-lost': 'The calendar is being loaded anew.',
  'rate-limited': 'Too many requests at the moment. Please try again in a few minutes.',
  'quota-exceeded': 'The calendar service allows no more requests for now. Please try again later.',
  'invalid-event': 'The event cannot be saved like this. Please check what you have entered.',
  'invalid-request': 'This request cannot be carried out.',
  'pending-writes':
    'Changes have not been saved at the calendar service yet. Wait until they are, or sign out without them.',
  offline: 'You are offline. Please check your connection.',
  unavailable: 'The calendar service does not answer. Please try again later.',
  cancelled: 'This was cancelled.',
  unexpected: 'Something went wrong. Please try again.',
};
