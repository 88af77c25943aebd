import { inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import { type ɵTokenRequest as TokenRequest } from 'ngx-calendar-sync/account';
import { AccountSessions } from './account-sessions';
import { CalendarMethods } from './calendar-methods';
import { GoogleAuth } from './google-auth';
import type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
import {
  type GoogleCalendarDiagnostics,
  GoogleDiagnostics,
} from './diagnostics/google-diagnostics';

/**
 * The user's Google calendars: who is signed in, which calendars there are, and the events in view. State comes as
 * an observable and as a signal of the same source; commands are promises that reject with a CalendarSyncError.
 */
@Injectable()
export class GoogleCalendarService extends CalendarMethods {
  readonly #auth = inject(GoogleAuth);
  readonly #sessions = inject(AccountSessions);
  readonly #diagnostics = inject(GoogleDiagnostics);

  /** Who is signed in. */
  readonly authState$: Observable<GoogleAuthState> = this.#auth.state$;
  /** {@link authState$} as a signal. */
  readonly authState: Signal<GoogleAuthState> = toSignal(this.authState$, { requireSync: true });

  /** Whether {@link signIn} can open its window now: what a sign-in button is enabled by. */
  readonly ready$: Observable<boolean> = this.#auth.ready$;
  /** {@link ready$} as a signal. */
  readonly ready: Signal<boolean> = toSignal(this.ready$, { requireSync: true });

  /**
   * Makes sign-in possible: loads Google's script. It is called at the start; call it again after it failed
   * (`authState` is `error`).
   * @throws CalendarSyncError `invalid-config`, `script-failed`
   */
  initialize(): Promise<void> {
    return this.#auth.initialize();
  }

  /**
   * Opens Google's sign-in window before it returns, so call it in a click and before any `await`. Where an account
   * is signed in or its token has expired, that account is proposed and nothing is asked twice.
   * @example await service.signIn(); // in a click
   * @throws CalendarSyncError `not-ready`, `popup-blocked`, `popup-closed`, `access-denied`, `scopes-refused`, or what
   * reading the account met
   */
  signIn(request?: TokenRequest): Promise<GoogleSignedIn> {
    return this.#auth.signIn(request);
  }

  /**
   * Renews an expired sign-in. With `auth: 'client'` Google's window opens before it returns and closes by itself: call
   * it in a click. With a server no window is needed, unless Google has ended the grant.
   * @throws CalendarSyncError `signed-out`, and what {@link signIn} throws
   */
  renew(): Promise<GoogleSignedIn> {
    return this.#auth.renew();
  }

  /**
   * Asks the user for more than was granted; opens Google's window before it returns. What the user refuses is in
   * `missingScopes` of the state.
   * @throws CalendarSyncError what {@link signIn} throws
   * @see https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth
   */
  requestScopes(...scopes: readonly string[]): Promise<GoogleSignedIn> {
    return this.#auth.requestScopes(scopes);
  }

  /**
   * Ends the session in every tab and forgets its data, and with a token server the server's cookie. The user's grant
   * stays: see {@link disconnect}.
   * @throws CalendarSyncError `sign-out-pending` where the server could not be told. The user is signed out here all the
   * same, and stays so at the next visit, which tells the server first; `authState` has the reason until it knows.
   */
  signOut(): Promise<void> {
    return this.#auth.signOut();
  }

  /**
   * Takes back the user's grant at Google, for every device, then signs out.
   * @throws CalendarSyncError `signed-out`, `expired`; `unavailable` where Google did not take it back, so that the user
   * is still signed in; `sign-out-pending` where the token server could not be told, as with {@link signOut}
   */
  disconnect(): Promise<void> {
    this.#sessions.renewInGesture();
    return this.#auth.disconnect();
  }

  /**
   * What a bug report needs: states, versions, the last errors, statistics of the requests. No token, no account, no
   * name of a calendar and nothing of an event is in it.
   */
  diagnostics(): GoogleCalendarDiagnostics {
    return this.#diagnostics.report(this.authState(), this.ready());
  }
}
