import { HttpErrorResponse, HttpParams } from '@angular/common/http';
import { inject } from '@angular/core';
import {
  catchError,
  defer,
  firstValueFrom,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  pipe,
  Subject,
  takeUntil,
  throwError,
  timeout,
} from 'rxjs';
import {
  CalendarSyncError,
  ɵCLOCK as CLOCK,
  ɵhasCode as hasCode,
  ɵRANDOM as RANDOM,
} from 'ngx-calendar-sync/base';
import { type ServerConfig, TOKEN_SERVER_SETTINGS } from '../config/server-config';
import { membersOf } from '../http/failed-answer';
import { LIBRARY_HTTP } from '../http/library-http';
import { withBackOff } from '../http/retry-policy';
import type { AccessToken, NotRenewable } from '../tokens/access-token';
import { accessTokenOf } from '../tokens/access-token-response';
import { RefreshTokenMemory } from '../tokens/refresh-token-memory';
import { signedOut } from '../tokens/token-error';
import { TOKEN_ERRORS } from './token-errors';
import { tokenServerError } from './token-server-error';
import { PendingSignOut, signOutPending, type SignOutWish } from './pending-sign-out';

/** The provider's answer as the token server passes it on. In the contract mode the refresh token is in it. */
interface ServerResponse {
  readonly access_token?: unknown;
  readonly refresh_token?: unknown;
  /** In the sealed mode: whether the server's cookie has the refresh token. */
  readonly refreshable?: unknown;
  readonly reason?: unknown;
  /** In the answer to a probe: whether the browser has sent the session's cookie. */
  readonly session?: unknown;
  readonly error?: unknown;
  readonly error_description?: unknown;
}

const ANSWER_TIMEOUT_MS = 30_000;
/**
 * If the server asks for a longer pause, the request fails at once: other tabs wait for a renewal, and a user for the
 * start. Both are tried again later.
 */
const MAX_RETRY_AFTER_MS = 3_000;
/** A code is valid for one exchange, so an exchange is not repeated. */
const EXCHANGE_RETRIES = 0;
const RENEWAL_RETRIES = 2;

/** The requests to the token server. What its methods do is written at `TokenServer`, which loads it. */
export class TokenServerClient {
  readonly #http = inject(LIBRARY_HTTP);
  readonly #config = inject(TOKEN_SERVER_SETTINGS);
  readonly #errors = inject(TOKEN_ERRORS);
  readonly #clock = inject(CLOCK);
  readonly #random = inject(RANDOM);
  readonly #memory = inject(RefreshTokenMemory);
  readonly #pendingSignOut = inject(PendingSignOut);
  readonly #exchangeBegins = new Subject<void>();

  async exchange(code: string): Promise<AccessToken> {
    const { server, scopes } = await this.#server();
    // Stops an earlier sign-out that is still being sent: it would end the session that begins here.
    this.#exchangeBegins.next();
    const response = await this.#send(server, server.authUrl, { code }, EXCHANGE_RETRIES);
    const token = this.#tokenOf(response, scopes);
    this.#pendingSignOut.forget(server);
    const reason = await this.#whyNotRenewable(server, response);
    this.#memory.token = server.sealed ? undefined : refreshTokenOf(response);
    return reason === undefined ? token : { ...token, notRenewable: reason };
  }

  async #whyNotRenewable(
    server: ServerConfig,
    response: ServerResponse,
  ): Promise<NotRenewable | undefined> {
    const { refreshable, reason } = response;
    const refreshToken = refreshTokenOf(response);
    if (!server.sealed) {
      if (refreshable !== undefined) {
        return 'wrong-token-mode';
      }
      return refreshToken === undefined ? notRenewableBy(reason) : undefined;
    }
    if (refreshable === undefined || refreshToken !== undefined) {
      return 'wrong-token-mode';
    }
    if (!refreshable) {
      return notRenewableBy(reason);
    }
    // Only another request shows whether the browser has kept the cookie. If it fails, the token counts as renewable.
    const probe = { probe: '1' };
    const kept = await this.#send(server, server.refreshUrl, probe, RENEWAL_RETRIES).catch(
      () => undefined,
    );
    return kept?.session === false ? 'cross-site-cookies' : undefined;
  }

  async renew(): Promise<AccessToken> {
    const { server, scopes } = await this.#server();
    const refreshToken = this.#memory.token;
    if (!server.sealed && refreshToken === undefined) {
      throw signedOut();
    }
    const body: Record<string, string> =
      refreshToken === undefined ? {} : { refresh_token: refreshToken };
    this.#assertSignedIn(server);
    const response = await this.#send(server, server.refreshUrl, body, RENEWAL_RETRIES);
    this.#assertSignedIn(server);
    const token = this.#tokenOf(response, scopes);
    // Without a new refresh token, which Google seldom sends, the old one stays valid.
    if (!server.sealed && this.#memory.token === refreshToken) {
      this.#memory.token = refreshTokenOf(response) ?? refreshToken;
    }
    return token;
  }

  async signOut(): Promise<void> {
    const { server } = await this.#server();
    if (server.sealed) {
      await this.#endSession(server, 'sign-out');
    } else {
      this.#memory.token = undefined;
    }
  }

  async disconnect(): Promise<boolean> {
    const { server } = await this.#server();
    return server.sealed && (await this.#endSession(server, 'disconnect'));
  }

  async finishSignOut(): Promise<boolean> {
    const { server } = await this.#server();
    const wish = this.#pendingSignOut.wish(server);
    if (wish === undefined) {
      return false;
    }
    await this.#sendSignOut(server, wish);
    return true;
  }

  async cancelPendingSignOut(): Promise<void> {
    const { server } = await this.#server();
    this.#pendingSignOut.forget(server);
  }

  #endSession(server: ServerConfig, asked: SignOutWish): Promise<boolean> {
    this.#memory.token = undefined;
    const wish = this.#pendingSignOut.remember(server, asked);
    return this.#sendSignOut(server, wish);
  }

  /** Resolves to false where the server says that it had no session. */
  async #sendSignOut(server: ServerConfig, wish: SignOutWish): Promise<boolean> {
    const url = wish === 'sign-out' ? server.signOutUrl : server.disconnectUrl;
    // Asked before each attempt, since another tab may have signed out at the server meanwhile, or signed in again.
    const isWanted = () => this.#pendingSignOut.wish(server) === wish;
    const answer$ = defer(() => (isWanted() ? this.#post(server, url, {}) : of(undefined))).pipe(
      this.#withRetries(RENEWAL_RETRIES),
      map(() => true),
      takeUntil(this.#exchangeBegins),
    );
    let isConfirmed = false;
    let hadSession = true;
    try {
      isConfirmed = await firstValueFrom(answer$, { defaultValue: false });
    } catch (thrown) {
      if (!hasCode(thrown, 'signed-out', 'cross-site-cookies')) {
        throw signOutPending(CalendarSyncError.from(thrown));
      }
      isConfirmed = true;
      hadSession = false;
    }
    if (isConfirmed && isWanted()) {
      this.#pendingSignOut.forget(server);
    }
    return hadSession;
  }

  #assertSignedIn(server: ServerConfig): void {
    if (this.#pendingSignOut.wish(server) !== undefined) {
      throw signedOut();
    }
  }

  async #server(): Promise<{ server: ServerConfig; scopes: readonly string[] }> {
    const { server, scopes } = await this.#config.load();
    if (server) {
      return { server, scopes };
    }
    throw new CalendarSyncError('invalid-config', `Without auth: 'server' no server has tokens.`);
  }

  /** A token without scopes has those that were asked for: RFC 6749, 5.1. */
  #tokenOf(response: ServerResponse, asked: readonly string[]): AccessToken {
    const token = accessTokenOf({ ...response }, this.#clock.now());
    if (!token) {
      throw response.error === undefined ? withoutToken() : this.#errors.refusal(response);
    }
    return token.scopes.length > 0 ? token : { ...token, scopes: asked };
  }

  #send(
    server: ServerConfig,
    url: string,
    body: Record<string, string>,
    retries: number,
  ): Promise<ServerResponse> {
    return firstValueFrom(this.#post(server, url, body).pipe(this.#withRetries(retries)));
  }

  /** Emits the members of a 2xx answer. HttpClient fails with any other status. */
  #post(
    { sealed }: ServerConfig,
    url: string,
    body: Record<string, string>,
  ): Observable<ServerResponse> {
    return this.#http
      .post<unknown>(url, new HttpParams({ fromObject: body }), {
        headers: { 'X-Requested-With': 'XmlHttpRequest' },
        withCredentials: sealed,
      })
      .pipe(map(membersOf));
  }

  /** Fails with a CalendarSyncError. */
  #withRetries<T>(retries: number): MonoTypeOperatorFunction<T> {
    return pipe(
      timeout({ each: ANSWER_TIMEOUT_MS, scheduler: this.#clock }),
      withBackOff({
        clock: this.#clock,
        random: this.#random,
        retriesAfter: (error) => (isTransient(error) ? retries : 0),
        maxRetryAfterMs: MAX_RETRY_AFTER_MS,
      }),
      catchError((error: unknown) => throwError(() => tokenServerError(error, this.#errors))),
    );
  }
}

function isTransient(error: unknown): boolean {
  return !(error instanceof HttpErrorResponse) || error.status === 0 || error.status >= 500;
}

function refreshTokenOf({ refresh_token: token }: ServerResponse): string | undefined {
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function withoutToken(): CalendarSyncError {
  return new CalendarSyncError(
    'unexpected',
    'The token server answered without an access token: check its address in the configuration.',
  );
}

/** Why the token cannot be renewed, by the `reason` in the answer of a google-calendar-token-server. */
function notRenewableBy(reason: unknown): NotRenewable {
  return reason === 'cross_site_cookies' ? 'cross-site-cookies' : 'no-refresh-token';
}
