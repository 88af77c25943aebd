import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type CalendarSyncErrorOptions,
  ɵinvalidConfig as invalidConfig,
} from 'ngx-calendar-sync/base';
import {
  ɵmachineReadableCode as machineReadableCode,
  type ɵNotRenewable as NotRenewable,
  ɵnotRenewableErrors as notRenewableErrors,
  type ɵOAuthRefusal as OAuthRefusal,
  ɵquotable as quotable,
  type ɵTokenErrors as TokenErrors,
} from 'ngx-calendar-sync/account';

/** Only an administrator of the organization can allow what the app asks for. */
const ADMINISTRATOR_NUMBERS: ReadonlySet<string> = new Set(['90093', '90094', '90095']);

/**
 * What Microsoft's refusal means. Accounts of different kinds word and number it differently, so `error` decides, and the
 * AADSTS number only where it tells more.
 * @see https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function refusal(
  { error: answer, error_description: description }: OAuthRefusal,
  options: CalendarSyncErrorOptions = {},
): CalendarSyncError {
  const error = machineReadableCode(answer) ?? 'no token';
  const number = numberOf(description);
  const reason = number === undefined ? error : `${error}, AADSTS${number}`;
  // What is to be done about it is for developers; what Microsoft has answered is told to all who read logs.
  const refused = (code: CalendarSyncErrorCode, text: string | null | false, answered = reason) =>
    new CalendarSyncError(code, text ? `${text} (${answered}).` : answered, options);
  if (number !== undefined && ADMINISTRATOR_NUMBERS.has(number)) {
    return refused(
      'access-denied',
      ngDevMode &&
        'An administrator of the organization has to allow access to the calendars first',
    );
  }
  switch (error) {
    case 'access_denied':
      return refused('access-denied', ngDevMode && 'Access to the calendars was not allowed');
    case 'invalid_grant':
    case 'interaction_required':
    case 'login_required':
    case 'consent_required':
      return refused('expired', ngDevMode && 'Microsoft asks the user to sign in again');
    case 'invalid_client':
    case 'unauthorized_client':
    case 'unsupported_response_type':
    case 'unsupported_grant_type':
    case 'invalid_scope':
    case 'invalid_resource':
    case 'invalid_request':
      // What Microsoft says names what is wrong in the registration. Other refusals may name the user.
      return refused(
        'invalid-config',
        ngDevMode && 'Microsoft refused the sign-in',
        [reason, quotable(description)].filter(Boolean).join(': '),
      );
    case 'server_error':
    case 'temporarily_unavailable':
      return refused('unavailable', ngDevMode && 'Microsoft cannot sign in now');
    default:
      return refused('unexpected', ngDevMode && "Microsoft's sign-in failed");
  }
}

function numberOf(description: unknown): string | undefined {
  return typeof description === 'string' ? /^AADSTS(\d{4,9})\b/.exec(description)?.[1] : undefined;
}

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
          'Microsoft gave no refresh token, so the session ends within the hour: the token server has to ask for ' +
            'offline_access.',
      );
    case 'wrong-token-mode':
      return invalidConfig(
        'tokenServer',
        ngDevMode && 'the token server has to seal the refresh token: set its TOKEN_MODE=sealed.',
      );
  }
}

/** What the sources of tokens say where Microsoft refuses. */
export const outlookTokenErrors: TokenErrors = { refusal, notRenewable: notRenewableError };

export function popupBlocked(): CalendarSyncError {
  return new CalendarSyncError(
    'popup-blocked',
    ngDevMode &&
      'The browser did not open the sign-in window: allow popups for this site and try again.',
  );
}

export function popupClosed(): CalendarSyncError {
  return new CalendarSyncError('popup-closed', ngDevMode && 'The sign-in window was closed.');
}

/** Microsoft lets no app take its own grant back. */
export function notRevocable(): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-request',
    ngDevMode &&
      'Microsoft lets the user alone take the grant back, at https://myapps.microsoft.com or, for a personal account, ' +
        'https://account.live.com/consent/Manage: call signOut(), and show these addresses.',
  );
}
