import { DOCUMENT } from '@angular/common';
import { inject, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import {
  ɵdiagnosedVersions as diagnosedVersions,
  ɵnotReady as notReady,
} from 'ngx-calendar-sync/base';
import type { CommandOptions, SignOutOptions } from 'ngx-calendar-sync/core';
import type {
  ɵAuthState as AuthState,
  ɵDiagnosticReport as DiagnosticReport,
  ɵSignedIn as SignedIn,
  ɵSignInRequest as SignInRequest,
} from 'ngx-calendar-sync/account';
import { CalendarMethods } from './calendar-methods';
import type { CalendarRuntime, ServiceTypes } from './calendar-runtime';

/** What the services of all providers have in common: their sign-in, and all that the classes before it hold. */
export abstract class CalendarService<
  A extends ServiceTypes,
  R extends CalendarRuntime<A>,
> extends CalendarMethods<A, R> {
  readonly #window = inject(DOCUMENT).defaultView;

  /** Who is signed in. */
  readonly authState$: Observable<AuthState> = this.ɵruntime.live(
    ({ auth }) => auth.state$,
    (failure) => (failure ? { status: 'error', error: failure } : this.ɵruntime.firstState),
  );
  /** {@link authState$} as a signal. */
  readonly authState: Signal<AuthState> = toSignal(this.authState$, { requireSync: true });

  /** Whether {@link signIn} can open its window now: what a sign-in button is enabled by. */
  readonly ready$: Observable<boolean> = this.ɵruntime.live(
    ({ auth }) => auth.ready$,
    () => false,
  );
  /** {@link ready$} as a signal. */
  readonly ready: Signal<boolean> = toSignal(this.ready$, { requireSync: true });

  /**
   * Makes sign-in possible: loads the provider's script where there is one, and looks for the session of an earlier visit. It is called at the
   * start, unless the configuration says `start: 'lazy'`: then nothing of the provider's is loaded before the app calls it. Call
   * it again after it failed (`authState` is `error`). An abort while it is under way ends the wait alone; the start goes on.
   * @example await service.initialize(); // with `start: 'lazy'`, once the visitor has agreed
   * @throws CalendarSyncError `invalid-config`; `script-failed` or `offline` where the provider's script or the code of the library
   * could not be loaded; `cancelled` where the signal was aborted
   */
  initialize(options?: CommandOptions): Promise<void> {
    return this.ɵruntime.command(({ auth }) => auth.initialize(options), options?.signal);
  }

  /**
   * Opens the provider's sign-in window before it returns, so call it in a click and before any `await`. Where an account
   * is signed in or its token has expired, that account is proposed and nothing is asked twice.
   *
   * Aborted by its signal, it ends as if the user had closed the window, unless another call waits for the same window. No
   * page can close that window: it may stay open, and its answer changes nothing. Where a token server has exchanged the
   * code by then, its session is found at the next visit.
   * @example await service.signIn(); // in a click
   * @throws CalendarSyncError `not-ready`, also before the code of the library is loaded; `popup-blocked`, `popup-closed`,
   * `access-denied`, `scopes-refused`, `cancelled`, or what reading the account met
   */
  signIn(request?: SignInRequest): Promise<SignedIn> {
    return this.#inGesture((auth) => auth.signIn(request));
  }

  /**
   * Renews an expired sign-in. With `auth: 'client'` the provider's window opens before it returns and closes by itself: call
   * it in a click. With a server no window is needed, unless the provider has ended the grant. Aborted, it leaves the window as
   * {@link signIn} does; a renewal by a server goes on, since requests wait for it, too.
   * @throws CalendarSyncError `not-ready` before the code of the library is loaded, `signed-out`, and what {@link signIn} throws
   */
  renew(options?: CommandOptions): Promise<SignedIn> {
    return this.#inGesture((auth) => auth.renew(options));
  }

  /**
   * Asks the user for more than was granted; opens the provider's window before it returns. What the user refuses is in
   * `missingScopes` of the state, and so is what was asked for when the signal was aborted.
   * @example await service.requestScopes('https://www.googleapis.com/auth/calendar.events'); // in a click
   * @throws CalendarSyncError what {@link signIn} throws
   * @see https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth
   */
  requestScopes(scopes: readonly string[], options?: CommandOptions): Promise<SignedIn>;
  /** The same, without options. */
  requestScopes(...scopes: readonly string[]): Promise<SignedIn>;
  requestScopes(
    first: string | readonly string[] = [],
    second?: string | CommandOptions,
    ...more: readonly string[]
  ): Promise<SignedIn> {
    const isOne = typeof second === 'string';
    const scopes = [first, isOne ? second : [], more].flat();
    return this.#inGesture((auth) => auth.requestScopes(scopes, isOne ? undefined : second));
  }

  /**
   * A valid access token of the account, for the app's own calls of the provider's APIs. It waits and renews as a request of the
   * library does; in a click it renews an expired sign-in, in the provider's window where that is needed. Ask for it before each
   * call, and keep it nowhere: it lasts an hour at most.
   *
   * Whoever has the token can do with the account what the user has granted. Send it to the provider's own
   * APIs alone, such as `https://www.googleapis.com` or `https://graph.microsoft.com`, in the `Authorization` header: never in a
   * URL, in a log, or to another server.
   * @example
   * const token = await service.getAccessToken();
   * const tasks = await fetch('https://tasks.googleapis.com/tasks/v1/users/@me/lists', {
   *   headers: { Authorization: `Bearer ${token}` },
   * });
   * @throws CalendarSyncError `signed-out` where nobody is signed in; `expired` where only the user can renew, and has not
   * done so within `tokenWait`; `cancelled` after an abort, or where another account has signed in meanwhile; and what the
   * renewal met, such as `offline`; `script-failed` where the code of the library could not be loaded
   * @see https://developers.google.com/identity/protocols/oauth2
   * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
   */
  getAccessToken({ signal }: CommandOptions = {}): Promise<string> {
    return this.ɵruntime.command(
      ({ auth, sessions }) => sessions.command(() => auth.getAccessToken(), signal),
      signal,
    );
  }

  /**
   * Ends the session in every tab and forgets its data, and with a token server the server's cookie. The user's grant
   * stays: see {@link disconnect}.
   * @example await service.signOut({ discard: true }); // once the user has been asked
   * @throws CalendarSyncError `pending-writes` where writes wait for the network and `discard` is not set: nothing is done, and
   * `pendingWrites` of the error is their number. `sign-out-pending` where the server could not be told. The user is signed
   * out here all the same, and stays so at the next visit, which tells the server first; `authState` has the reason until it
   * knows. `cancelled` after an abort: aborted before the call nothing is done; later the user stays signed out, since a sign-out
   * cannot be undone, and the promise stops waiting for the server. `script-failed` or `offline` where the code of the library
   * could not be loaded: then the user is signed out of the app as soon as it can, also at the next visit. `popup-blocked` with
   * Outlook's `signOutOfMicrosoft` alone: the user is signed out here, and still signed in at Microsoft.
   */
  signOut(options?: SignOutOptions): Promise<void> {
    return this.ɵruntime.signOut(options);
  }

  /**
   * Takes back the user's grant at the provider, for every device, then signs out.
   * @throws CalendarSyncError `pending-writes` as with {@link signOut}; `signed-out`, `expired`; `unavailable` where the provider did not
   * take it back, so that the user is still signed in; `sign-out-pending` where the token server could not be told, as with
   * {@link signOut}; `cancelled` after an abort: aborted while it waits for a token nothing is done; once the provider or the token server has been asked it
   * goes on, and the promise stops waiting; `script-failed` or `offline` where the code of the library could not be loaded
   */
  disconnect(options: SignOutOptions = {}): Promise<void> {
    return this.ɵruntime.command(({ sessions }) => sessions.disconnect(options), options.signal);
  }

  /**
   * The report for a bug report.
   * @param made What makes it, once the code is there.
   * @internal
   */
  protected ɵreport<Configuration>(
    made: (runtime: R, state: AuthState, isReady: boolean) => DiagnosticReport<Configuration>,
  ): DiagnosticReport<Configuration> {
    const [state, isReady] = [this.authState(), this.ready()];
    const { current, diagnosedFailure } = this.ɵruntime;
    return current
      ? made(current, state, isReady)
      : {
          versions: diagnosedVersions(this.#window),
          configuration: 'not there yet',
          auth: { status: state.status, ready: isReady },
          requests: {},
          errors: diagnosedFailure,
        };
  }

  /** A window has to open before the call returns: where its code is not there yet, it is too early. */
  #inGesture<V>(run: (auth: R['auth']) => Promise<V>): Promise<V> {
    const { current, failure } = this.ɵruntime;
    return current ? run(current.auth) : Promise.reject(notReady(failure));
  }
}
