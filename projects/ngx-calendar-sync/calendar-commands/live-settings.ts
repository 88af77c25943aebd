import {
  defer,
  distinctUntilChanged,
  filter,
  map,
  merge,
  type Observable,
  of,
  retry,
  skip,
  startWith,
  switchMap,
  take,
} from 'rxjs';
import type {
  ɵAccountTypes as AccountTypes,
  ɵOpenSession as OpenSession,
} from 'ngx-calendar-sync/sessions';

/** How a provider's settings are read. */
export interface SettingsReader<Settings> {
  /** Whether an account that has granted these scopes lets the app read them. */
  readonly isAllowed: (grantedScopes: readonly string[]) => boolean;
  /** Asks for them once. */
  readonly read: () => Observable<Settings>;
  /** Emits when it is worth another attempt: the tab wakes, or the network is back. */
  readonly wake$: Observable<unknown>;
}

/**
 * What the user has set at the provider: read when somebody subscribes, and again after each refresh of the session. `undefined`
 * until the provider has answered, and where the app may not read it. Never fails.
 */
export function liveSettings<A extends AccountTypes, Settings>(
  { auth, session }: OpenSession<A>,
  { isAllowed, read, wake$ }: SettingsReader<Settings>,
): Observable<Settings | undefined> {
  const signedIn$ = auth.state$.pipe(
    skip(1),
    filter(({ status }) => status === 'signed-in'),
  );
  const answered$ = defer(read).pipe(retry({ delay: () => merge(wake$, signedIn$).pipe(take(1)) }));
  return auth.identity$.pipe(
    map((identity) => isAllowed(identity?.grantedScopes ?? [])),
    distinctUntilChanged(),
    switchMap((allowed) =>
      allowed
        ? session.refreshed$.pipe(
            startWith(undefined),
            switchMap(() => answered$),
            startWith(undefined),
          )
        : of(undefined),
    ),
  );
}
