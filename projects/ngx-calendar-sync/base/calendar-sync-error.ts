/** What kind of failure it is. There is one way to react to each code, so that an app can switch on it. */
export type CalendarSyncErrorCode =
  /** The configuration is wrong or incomplete; the message says what is missing and where to get it. */
  | 'invalid-config'
  /** The sign-in window cannot be opened yet: wait for `ready`. */
  | 'not-ready'
  /**
   * The provider's script, or a part of the library that is loaded when it is first needed, could not be loaded: check
   * network and CSP, then call `initialize()`, or the command, again; where that does not help, reload the page.
   */
  | 'script-failed'
  /** The browser refused to open a window of the provider: call `signIn()`, or `signOut()`, synchronously in a click. */
  | 'popup-blocked'
  /** The user closed the sign-in window. */
  | 'popup-closed'
  /** The user, or an administrator, refused access. */
  | 'access-denied'
  /** The provider gave no refresh token, so the session ends with its access token; the message says what to do. */
  | 'no-refresh-token'
  /** The token server is on another site than the page, so that browsers do not send it its cookie. */
  | 'cross-site-cookies'
  /** The user unticked a permission without which nothing can be shown. */
  | 'scopes-refused'
  /** Nobody is signed in. */
  | 'signed-out'
  /** Signed out in this browser, but the app's token server could not be told; that is retried until a new sign-in. */
  | 'sign-out-pending'
  /** The access token is not valid any more: sign in again. */
  | 'expired'
  /** This account may not do this to this calendar or event. Never retried. */
  | 'forbidden'
  /** The app was not granted the scope that this needs. */
  | 'insufficient-scopes'
  /** There is no such calendar or event, or this account may not see it. */
  | 'not-found'
  /** The event was changed by somebody else since it was read. */
  | 'conflict'
  /** The id is in use, possibly by a deleted event. */
  | 'duplicate'
  /** The event was deleted. */
  | 'deleted'
  /** The provider does not know the cursor any more: the replica has to be pulled anew, which the library does. */
  | 'cursor-lost'
  /** Too many requests, even after waiting and trying again. */
  | 'rate-limited'
  /** A quota of the account or of the project is used up. */
  | 'quota-exceeded'
  /** The event cannot be written as it is; the message says which property. */
  | 'invalid-event'
  /** The call is wrong: the provider, or this library, has refused its arguments. */
  | 'invalid-request'
  /** Writes are waiting that a sign-out would lose: `pendingWrites` says how many. Sign out with `discard`, or wait. */
  | 'pending-writes'
  /** There is no network. */
  | 'offline'
  /** The provider does not answer, or fails, even after retries. */
  | 'unavailable'
  /**
   * The work was given up: the app has aborted the signal that it gave, the session ended, or another tab has taken the work
   * over.
   */
  | 'cancelled'
  /** None of the above: see `cause`. */
  | 'unexpected';

/** What is known of a failure beside its code. */
export interface CalendarSyncErrorOptions {
  /** The HTTP status, if there was a response. */
  readonly status?: number;
  /** How many writes wait, with the code `pending-writes`. */
  readonly pendingWrites?: number;
  /** What was thrown, where that holds no token. */
  readonly cause?: unknown;
}

/**
 * The only class of errors that this library throws. In development the message says what to do, in production it is short;
 * it never holds a token.
 *
 * @example
 * try {
 *   await googleCalendar.addEvent('primary', draft);
 * } catch (error) {
 *   if (error instanceof CalendarSyncError && error.code === 'forbidden') {
 *     showMessage('You may not change this calendar.');
 *   }
 * }
 */
export class CalendarSyncError extends Error {
  override readonly name = 'CalendarSyncError';
  /** The HTTP status, if there was a response. */
  readonly status: number | undefined;
  /** How many writes wait, with the code `pending-writes`. */
  readonly pendingWrites: number | undefined;

  /**
   * @param code What kind of failure it is.
   * @param message What has failed and what to do, in words for the developer of the app. Where there are none, as in
   * production builds, the code stands in their place; `errorText` has words for users.
   * @param options What else is known.
   */
  constructor(
    readonly code: CalendarSyncErrorCode,
    message: string | false | null,
    options: CalendarSyncErrorOptions = {},
  ) {
    super(
      typeof message === 'string' ? message : code,
      'cause' in options ? { cause: options.cause } : undefined,
    );
    this.status = options.status;
    this.pendingWrites = options.pendingWrites;
  }

  /**
   * `thrown` itself if it is a CalendarSyncError, or else an `unexpected` one with `thrown` as its cause. Of an object
   * that is not an Error, such as an HttpErrorResponse, only the HTTP status is taken: the rest may hold a token.
   */
  static from(thrown: unknown): CalendarSyncError {
    if (thrown instanceof CalendarSyncError) {
      return thrown;
    }
    if (thrown instanceof Error) {
      return new CalendarSyncError('unexpected', thrown.message, { cause: thrown });
    }
    if (typeof thrown === 'object' && thrown !== null) {
      const status = 'status' in thrown ? thrown.status : undefined;
      return typeof status === 'number'
        ? new CalendarSyncError('unexpected', `A request failed with HTTP ${status}.`, { status })
        : new CalendarSyncError('unexpected', ngDevMode && 'Something failed without saying why.');
    }
    return new CalendarSyncError('unexpected', String(thrown), { cause: thrown });
  }
}

/** Whether an error is a CalendarSyncError with one of these codes. */
export function hasCode(
  error: unknown,
  ...codes: readonly CalendarSyncErrorCode[]
): error is CalendarSyncError {
  return error instanceof CalendarSyncError && codes.includes(error.code);
}
