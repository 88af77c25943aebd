import { HttpErrorResponse, HttpParams } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  catchError,
  defer,
  firstValueFrom,
  map,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  pipe,
  retry,
  Subject,
  takeUntil,
  throwError,
  timeout,
  timer,
} from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵRANDOM as RANDOM } from 'ngx-calendar-sync';
import {
  type ɵAccessToken as AccessToken,
  ɵaccessTokenOf as accessTokenOf,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵmembersOf as membersOf,
  type ɵNotRenewable as NotRenewable,
  ɵRefreshTokenMemory as RefreshTokenMemory,
  ɵsignedOut as signedOut,
} from 'ngx-calendar-sync/account';
import { notRenewableBy, refusal, signOutPending } from './google-sign-in-error';
import { CONFIG } from '../config/config-ref';
import { is } from '../errors';
import type { ServerConfig } from '../config/resolved-config';
import { tokenServerError } from './token-server-error';
import { type SignOutWish, UntoldSignOut } from './untold-sign-out';

/** Google's answer as the server passes it on: `contract` with the refresh token, `sealed` with word of it. */
interface ServerResponse {
  readonly access_token?: unknown;
  readonly refresh_token?: unknown;
  /** Of the sealed mode alone: whether its cookie has the refresh token. */
  readonly refreshable?: unknown;
  readonly reason?: unknown;
  /** To a probe: whether the session's cookie came along. */
  readonly session?: unknown;
  readonly error?: unknown;
  readonly error_description?: unknown;
}

const MAX_ANSWER_MS = 30_000;
/** A code is good for one exchange, a refresh token for many renewals. */
const RENEWAL_RETRIES = 2;

/**
 * Trades codes for tokens at `authUrl` and renews tokens at `refreshUrl`: form-encoded, with the header
 * `X-Requested-With` and no other, as any server of the contract allows. The refresh token is kept here in memory, or,
 * sealed, in the server's cookie.
 */
@Injectable()
export class GoogleTokenRefreshService {
  readonly #http = inject(LIBRARY_HTTP);
  readonly #config = inject(CONFIG);
  readonly #clock = inject(CLOCK);
  readonly #random = inject(RANDOM);
  readonly #memory = inject(RefreshTokenMemory);
  readonly #untoldSignOut = inject(UntoldSignOut);
  readonly #signsInAgain = new Subject<void>();

  /** Trades an authorization code; a token that cannot be renewed says why. */
  async exchange(code: string): Promise<AccessToken> {
    const { server, scopes } = await this.#server();
    // A sign-out that arrived after this would end the session that begins here.
    this.#signsInAgain.next();
    const response = await this.#send(server, server.authUrl, { code }, 0);
    const token = this.#tokenOf(response, scopes);
    this.#untoldSignOut.forget(server);
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
    // Whether the browser has kept the cookie only asking again can tell; no answer tells nothing.
    const probe = { probe: '1' };
    const kept = await this.#send(server, server.refreshUrl, probe, RENEWAL_RETRIES).catch(
      () => undefined,
    );
    return kept?.session === false ? 'cross-site-cookies' : undefined;
  }

  /**
   * A new access token, without the user.
   * @throws CalendarSyncError `expired` when Google has ended the grant, `signed-out` where there is none, or where the
   * user has signed out and the server does not know that yet
   */
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
    // Google mostly sends none: the old one stays good.
    if (!server.sealed && this.#memory.token === refreshToken) {
      this.#memory.token = refreshTokenOf(response) ?? refreshToken;
    }
    return token;
  }

  /**
   * Forgets what renews tokens, here and in the server's cookie.
   * @throws CalendarSyncError `sign-out-pending` where the server could not be told
   */
  async signOut(): Promise<void> {
    const { server } = await this.#server();
    if (server.sealed) {
      await this.#endSession(server, 'sign-out');
    } else {
      this.#memory.token = undefined;
    }
  }

  /**
   * Has the server take the grant back at Google; false where it cannot: its session is not there, or it has none.
   * @throws CalendarSyncError `sign-out-pending` where the server could not be told
   */
  async disconnect(): Promise<boolean> {
    const { server } = await this.#server();
    return server.sealed && (await this.#endSession(server, 'disconnect'));
  }

  /**
   * Tells the server of a sign-out that it may not know of yet; answers whether there was one.
   * @throws CalendarSyncError `sign-out-pending` where the server could not be told
   */
  async finishSignOut(): Promise<boolean> {
    const { server } = await this.#server();
    const wish = this.#untoldSignOut.wish(server);
    if (wish === undefined) {
      return false;
    }
    await this.#tellSignOut(server, wish);
    return true;
  }

  /** The user has signed in since: the session that the server has now is wanted. */
  async takeBackSignOut(): Promise<void> {
    const { server } = await this.#server();
    this.#untoldSignOut.forget(server);
  }

  #endSession(server: ServerConfig, asked: SignOutWish): Promise<boolean> {
    // Whoever wanted the grant to be taken back still wants that when signing out.
    const isDisconnect = this.#untoldSignOut.wish(server) === 'disconnect';
    const wish = isDisconnect ? 'disconnect' : asked;
    this.#memory.token = undefined;
    this.#untoldSignOut.remember(server, wish);
    return this.#tellSignOut(server, wish);
  }

  /** Answers whether there was a session to end. */
  async #tellSignOut(server: ServerConfig, wish: SignOutWish): Promise<boolean> {
    const url = wish === 'sign-out' ? server.signOutUrl : server.disconnectUrl;
    // Asked before each attempt: another tab may have told the server, or signed in again.
    const isWanted = () => this.#untoldSignOut.wish(server) === wish;
    const told$ = defer(() => (isWanted() ? this.#post(server, url, {}) : of(undefined))).pipe(
      this.#patiently(RENEWAL_RETRIES),
      map(() => true),
      takeUntil(this.#signsInAgain),
    );
    let isTold = false;
    let hadSession = true;
    try {
      isTold = await firstValueFrom(told$, { defaultValue: false });
    } catch (thrown) {
      if (!is(thrown, 'signed-out', 'cross-site-cookies')) {
        throw signOutPending(CalendarSyncError.from(thrown));
      }
      isTold = true;
      hadSession = false;
    }
    if (isTold && isWanted()) {
      this.#untoldSignOut.forget(server);
    }
    return hadSession;
  }

  #assertSignedIn(server: ServerConfig): void {
    if (this.#untoldSignOut.wish(server) !== undefined) {
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

  /** An answer that says nothing of scopes has those that were asked for (RFC 6749, 5.1). */
  #tokenOf(response: ServerResponse, asked: readonly string[]): AccessToken {
    const token = accessTokenOf({ ...response }, this.#clock.now());
    if (!token) {
      throw response.error === undefined ? withoutToken() : refusal(response);
    }
    return token.scopes.length > 0 ? token : { ...token, scopes: asked };
  }

  #send(
    server: ServerConfig,
    url: string,
    body: Record<string, string>,
    retries: number,
  ): Promise<ServerResponse> {
    return firstValueFrom(this.#post(server, url, body).pipe(this.#patiently(retries)));
  }

  /** Emits the members of an answer of 2xx: HttpClient fails with every other one. */
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
  #patiently<T>(retries: number): MonoTypeOperatorFunction<T> {
    return pipe(
      timeout({ each: MAX_ANSWER_MS, scheduler: this.#clock }),
      retry({
        delay: (error: unknown, attempt) =>
          attempt <= retries && mayPass(error)
            ? timer(2 ** (attempt - 1) * 1000 + this.#random() * 1000, this.#clock)
            : throwError(() => error),
      }),
      catchError((error: unknown) => throwError(() => tokenServerError(error))),
    );
  }
}

function mayPass(error: unknown): boolean {
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
