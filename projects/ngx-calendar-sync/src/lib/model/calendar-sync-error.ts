/** What a failure means to the app. Each code calls for one reaction, so that an app can switch on it. */
export type CalendarSyncErrorCode =
  /** The configuration cannot work; the message says what is missing and where to get it. */
  | 'invalid-config'
  /** A sign-in cannot open its window yet: wait for `ready`. */
  | 'not-ready'
  /** The provider's sign-in script could not be loaded: check network and CSP, then call `initialize()` again. */
  | 'script-failed'
  /** The browser refused to open the sign-in window: call `signIn()` synchronously in a click. */
  | 'popup-blocked'
  /** The user closed the sign-in window. */
  | 'popup-closed'
  /** The user, or an administrator, refused access. */
  | 'access-denied'
  /** Google gave no refresh token, so the session ends within the hour; the message has the way out. */
  | 'no-refresh-token'
  /** The token server is on another site than the page, where browsers keep its cookie from it. */
  | 'cross-site-cookies'
  /** The user unticked a permission without which nothing can be shown. */
  | 'scopes-refused'
  /** Nobody is signed in. */
  | 'signed-out'
  /** Signed out here, but the app's token server has not been told yet: that is tried again, until somebody signs in. */
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
  /** The id is taken, maybe by a deleted event. */
  | 'duplicate'
  /** The event was deleted. */
  | 'deleted'
  /** The provider cannot tell any more what changed since: everything has to be asked for again. */
  | 'cursor-lost'
  /** Too many requests, still after backing off. */
  | 'rate-limited'
  /** A quota of the account or of the project is used up. */
  | 'quota-exceeded'
  /** The event cannot be written as it is; the message says which property. */
  | 'invalid-event'
  /** The provider understood the request and refused it: a mistake in the call. */
  | 'invalid-request'
  /** There is no network. */
  | 'offline'
  /** The provider does not answer, or fails, still after retries. */
  | 'unavailable'
  /** The work was given up: the session ended before it was done. */
  | 'cancelled'
  /** Nothing above: see `cause`. */
  | 'unexpected';

export interface CalendarSyncErrorOptions {
  /** HTTP status, where there was an answer. */
  readonly status?: number;
  readonly cause?: unknown;
}

/** The one error of this library. Its message says what to do; it never holds a token. */
export class CalendarSyncError extends Error {
  override readonly name = 'CalendarSyncError';
  /** HTTP status, where there was an answer. */
  readonly status: number | undefined;

  constructor(
    readonly code: CalendarSyncErrorCode,
    message: string,
    options: CalendarSyncErrorOptions = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.status = options.status;
  }

  /**
   * `thrown` itself where it is a CalendarSyncError, else an `unexpected` one with it as the cause. Of an object that is
   * no Error, such as an HttpErrorResponse, only its HTTP status is told: the rest may hold a request with its secrets.
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
        : new CalendarSyncError('unexpected', 'Something failed that does not say why.');
    }
    return new CalendarSyncError('unexpected', String(thrown), { cause: thrown });
  }
}
