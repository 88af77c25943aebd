import { DOCUMENT } from '@angular/common';
import { inject, Injectable, InjectionToken } from '@angular/core';
import { BehaviorSubject, NEVER } from 'rxjs';
import type { ResolvedConfig } from '../resolved-config';
import type { AccessToken } from './access-token';
import { GoogleTokenRefreshService } from './google-token-refresh.service';
import { restored } from './server-token-source';
import { notReady, refusal } from './sign-in-error';
import type { FirstAnswer, TokenRequest, TokenSource } from './token-source';

/** Goes to another page. */
export const NAVIGATE = new InjectionToken<(url: string) => void>('ngx-calendar-sync navigate', {
  providedIn: 'root',
  factory: () => {
    const { defaultView } = inject(DOCUMENT);
    return (url) => defaultView?.location.assign(url);
  },
});

/**
 * `auth: 'redirect'`: the whole page goes through the token server to Google and comes back; no script of Google's.
 * Whoever comes back is signed in as anybody is whose session the server still has.
 */
@Injectable()
export class RedirectTokenSource implements TokenSource {
  readonly #refresh = inject(GoogleTokenRefreshService);
  readonly #navigate = inject(NAVIGATE);
  readonly #document = inject(DOCUMENT);
  /** Taken at once, so that a router that starts after this never sees it. */
  readonly #outcome = takeOutcome(this.#document.defaultView);
  #config: ResolvedConfig | undefined;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = false;
  readonly cameBack = this.#outcome !== undefined;

  initialize(config: ResolvedConfig): Promise<void> {
    this.#config = config;
    this.ready$.next(true);
    return Promise.resolve();
  }

  async restore(): Promise<FirstAnswer> {
    const first = await restored(this.#refresh);
    const failed = this.#outcome !== undefined && this.#outcome !== 'ok';
    return failed && !first.token ? { reason: refusal({ error: this.#outcome }) } : first;
  }

  /** Leaves the page: what it returns never settles. */
  request(scopes: readonly string[], { loginHint }: TokenRequest): Promise<AccessToken> {
    const loginUrl = this.#config?.server?.loginUrl;
    if (!loginUrl) return Promise.reject(notReady());
    const url = new URL(loginUrl, this.#document.baseURI);
    url.searchParams.set('returnTo', this.#document.URL);
    url.searchParams.set('scope', scopes.join(' '));
    if (loginHint !== undefined) url.searchParams.set('login_hint', loginHint);
    this.#navigate(url.href);
    return new Promise(() => undefined);
  }

  readonly renew = (): Promise<AccessToken> => this.#refresh.renew();

  signOut(): Promise<void> {
    return this.#refresh.signOut();
  }

  async disconnect(): Promise<void> {
    await this.#refresh.disconnect();
  }
}

/** How the login ended that the page comes back from: the server says so at the end of the fragment. */
function takeOutcome(window: Window | null): string | undefined {
  const { href = '', hash = '' } = window?.location ?? {};
  const found = /(^#|&)google-calendar-login=(\w*)$/.exec(hash);
  if (!found) return undefined;
  const rest = href.slice(0, -hash.length) + hash.slice(0, found.index);
  window?.history.replaceState(window.history.state, '', rest);
  return found[2];
}
