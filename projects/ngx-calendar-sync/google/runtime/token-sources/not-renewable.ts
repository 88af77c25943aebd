import { CalendarSyncError, ɵinvalidConfig as invalidConfig } from 'ngx-calendar-sync/base';
import {
  type ɵNotRenewable as NotRenewable,
  ɵnotRenewableErrors as notRenewableErrors,
} from 'ngx-calendar-sync/account';

/** The same error for the same reason, so that states can be compared. */
export const notRenewableError = notRenewableErrors(toError);

function toError(reason: NotRenewable): CalendarSyncError {
  switch (reason) {
    case 'cross-site-cookies':
      return new CalendarSyncError(
        'cross-site-cookies',
        ngDevMode &&
          'The token server is on another site than this page, so browsers keep its cookie from it: ' +
            "deploy it on the app's own site.",
      );
    case 'no-refresh-token':
      return new CalendarSyncError(
        'no-refresh-token',
        ngDevMode &&
          'Google gave no refresh token, so the session ends within the hour. Remove the app at ' +
            'https://myaccount.google.com/connections and sign in again.',
      );
    case 'wrong-token-mode':
      return invalidConfig(
        'tokenMode',
        ngDevMode &&
          'this app and its token server do not agree on where the refresh token is, so the session ends ' +
            'within the hour. Where the server seals it in a cookie (TOKEN_MODE=sealed, the default of ' +
            'google-calendar-token-server), give its address as `tokenServer` in place of authUrl and ' +
            "refreshUrl; where it gives it to the page, set tokenMode: 'contract'.",
      );
  }
}
