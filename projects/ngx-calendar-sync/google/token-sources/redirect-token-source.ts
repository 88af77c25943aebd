import { DOCUMENT } from '@angular/common';
import { inject, Injectable, InjectionToken } from '@angular/core';
import { BehaviorSubject, NEVER } from 'rxjs';
import {
  CalendarSyncError,
  ɵSESSION_STORAGE as SESSION_STORAGE,
  ɵStoredValue as StoredValue,
} from 'ngx-calendar-sync';
import {
  type ɵAccessToken as AccessToken,
  type ɵRestoreResult as RestoreResult,
  ɵnotReady as notReady,
  type ɵTokenRequest as TokenRequest,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import { notRenewableError, refusal } from './google-sign-in-error';
import { CONFIG } from '../config/config-ref';
import { GoogleTokenRefreshService } from './google-token-refresh.service';
import { restoredFromServer } from './server-token-source';

/** Leaves for another page. */
export const NAVIGATE = new InjectionToken<(url: string) => void>('ngx-calendar-sync navigate', {
  providedIn: 'root',
  factory: () => {
    const { defaultView } = inject(DOCUMENT);
    return (url) => defaultView?.location.assign(url);
  },
});

/**
 * `auth: 'redirect'`: the page leaves for the token server, which redirects to Google and back. No script of Google's is
 * needed. After the return the session is restored from the server, as after any reload.
 */
@Injectable()
export class RedirectTokenSource implements TokenSource {
  readonly #config = inject(CONFIG);
  readonly #refresh = inject(GoogleTokenRefreshService);
  readonly #navigate = inject(NAVIGATE);
  readonly #document = inject(DOCUMENT);
  /** Whether this tab has left the page to sign in and has not come back yet. */
  readonly #login = new StoredValue(inject(SESSION_STORAGE), 'ngx-calendar-sync login', isTrue);
  /** How the login ended, until {@link restore} reports it. Read at once, before a router sees it in the address. */
  #outcome: string | undefined = this.#takeOutcome();

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = false;
  get cameBack(): boolean {
    return this.#outcome !== undefined;
  }

  async initialize(): Promise<void> {
    await this.#config.load();
    this.ready$.next(true);
  }

  async restore(): Promise<RestoreResult> {
    const first = await restoredFromServer(this.#refresh);
    const outcome = this.#outcome;
    this.#outcome = undefined;
    if (first.token || outcome === undefined) {
      return first;
    }
    if (outcome !== 'ok') {
      return { reason: refusal({ error: outcome }) };
    }
    // The server has signed the user in, but the browser has not kept its cookie.
    return { reason: first.reason ?? notRenewableError('cross-site-cookies') };
  }

  /** Leaves the page before it returns, so the promise never settles; it rejects where the page cannot be left. */
  async request(scopes: readonly string[], { loginHint }: TokenRequest): Promise<AccessToken> {
    const loginUrl = this.#config.current?.server?.loginUrl;
    if (!loginUrl) {
      throw notReady();
    }
    const url = new URL(loginUrl, this.#document.baseURI);
    url.searchParams.set('returnTo', this.#document.URL);
    url.searchParams.set('scope', scopes.join(' '));
    if (loginHint !== undefined) {
      url.searchParams.set('login_hint', loginHint);
    }
    this.#login.write(true);
    this.#navigate(url.href);
    return new Promise(() => undefined);
  }

  readonly renew = (): Promise<AccessToken> => this.#refresh.renew();

  signOut(): Promise<void> {
    this.#outcome = undefined;
    return this.#refresh.signOut();
  }

  async finishSignOut(): Promise<boolean> {
    // The user has signed in after the sign-out that the server has not confirmed.
    if (this.#outcome === 'ok') {
      await this.#refresh.cancelPendingSignOut();
    }
    return this.#refresh.finishSignOut();
  }

  async disconnect(): Promise<void> {
    this.#outcome = undefined;
    if (await this.#refresh.disconnect()) {
      return;
    }
    throw new CalendarSyncError(
      'signed-out',
      'The token server has no session any more that could take the grant back: remove the app at ' +
        'https://myaccount.google.com/permissions.',
    );
  }

  /** An outcome counts only if this tab has begun a login: otherwise it comes from an old or a foreign link. */
  #takeOutcome(): string | undefined {
    const outcome = takeOutcome(this.#document.defaultView);
    const hasBegun = this.#login.read() === true;
    this.#login.write(undefined);
    return hasBegun ? outcome : undefined;
  }
}

function isTrue(value: unknown): value is true {
  return value === true;
}

/** Reads the outcome of the login, which the server puts at the end of the fragment, and removes it from the address. */
function takeOutcome(window: Window | null): string | undefined {
  const { href = '', hash = '' } = window?.location ?? {};
  const found = /(^#|&)google-calendar-login=([\w.%-]*)$/.exec(hash);
  if (!found) {
    return undefined;
  }
  const rest = href.slice(0, -hash.length) + hash.slice(0, found.index);
  try {
    window?.history.replaceState(window.history.state, '', rest);
  } catch {
    // A browser refuses this to a page that asks too often. Then the fragment stays.
  }
  return found[2];
}
