import { HttpErrorResponse, HttpParams } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { firstValueFrom, retry, throwError, timeout, timer } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵRANDOM as RANDOM } from 'ngx-calendar-sync';
import { GOOGLE_HTTP } from '../api/google-http';
import { CONFIG } from '../config-ref';
import type { ServerConfig } from '../resolved-config';
import { type AccessTokenResponse, accessTokenOf } from './access-token-response';
import type { AccessToken, NotRenewable } from './access-token';
import { RefreshTokenMemory } from './refresh-token-memory';
import {
  notRenewable,
  notRenewableBy,
  type OAuthRefusal,
  refusal,
  signedOut,
} from './sign-in-error';

/** Google's answer as the server passes it on: `contract` with the refresh token, `sealed` with word of it. */
interface ServerResponse extends AccessTokenResponse, OAuthRefusal {
  readonly refresh_token?: string;
  readonly refreshable?: boolean;
  readonly reason?: string;
  /** To a probe: whether the session's cookie came along. */
  readonly session?: boolean;
}

const patience = 30_000;
/** A code is good for one exchange, a refresh token for many renewals. */
const renewalRetries = 2;

/**
 * Trades codes for tokens at `authUrl` and renews tokens at `refreshUrl`: form-encoded, with the header
 * `X-Requested-With` and no other, as any server of the contract allows. The refresh token is kept here in memory, or,
 * sealed, in the server's cookie.
 */
@Injectable()
export class GoogleTokenRefreshService {
  readonly #http = inject(GOOGLE_HTTP);
  readonly #config = inject(CONFIG);
  readonly #clock = inject(CLOCK);
  readonly #random = inject(RANDOM);
  readonly #memory = inject(RefreshTokenMemory);

  /** Trades an authorization code; a token that cannot be renewed says why. */
  async exchange(code: string): Promise<AccessToken> {
    const { server, scopes } = await this.#server();
    const response = await this.#send(server, server.authUrl, { code }, 0);
    const token = this.#tokenOf(response, scopes);
    this.#memory.token = response.refresh_token;
    const reason = await this.#whyNotRenewable(server, response);
    return reason === undefined ? token : { ...token, notRenewable: reason };
  }

  async #whyNotRenewable(
    server: ServerConfig,
    { refreshable, refresh_token: refreshToken, reason }: ServerResponse,
  ): Promise<NotRenewable | undefined> {
    const renewable = server.sealed ? refreshable : refreshToken !== undefined;
    if (!renewable) return notRenewableBy(reason);
    if (!server.sealed) return undefined;
    // Whether the browser has kept the cookie only asking again can tell; no answer tells nothing.
    const probe = { probe: '1' };
    const kept = await this.#send(server, server.refreshUrl, probe, renewalRetries).catch(
      () => undefined,
    );
    return kept?.session === false ? 'cross-site-cookies' : undefined;
  }

  /**
   * A new access token, without the user.
   * @throws CalendarSyncError `expired` when Google has ended the grant, `signed-out` where there is none
   */
  async renew(): Promise<AccessToken> {
    const { server, scopes } = await this.#server();
    const refreshToken = this.#memory.token;
    if (!server.sealed && refreshToken === undefined) throw signedOut();
    const body: Record<string, string> =
      refreshToken === undefined ? {} : { refresh_token: refreshToken };
    const response = await this.#send(server, server.refreshUrl, body, renewalRetries);
    // Google mostly sends none: the old one stays good.
    if (this.#memory.token === refreshToken) {
      this.#memory.token = response.refresh_token ?? refreshToken;
    }
    return this.#tokenOf(response, scopes);
  }

  /** Forgets what renews tokens, here and in the server's cookie. */
  async signOut(): Promise<void> {
    const { server } = await this.#server();
    this.#memory.token = undefined;
    if (server.sealed && server.signOutUrl) {
      await this.#send(server, server.signOutUrl, {}, renewalRetries);
    }
  }

  /** Has the server take the grant back at Google; false where it cannot. */
  async disconnect(): Promise<boolean> {
    const { server } = await this.#server();
    if (!server.sealed || !server.disconnectUrl) return false;
    await this.#send(server, server.disconnectUrl, {}, renewalRetries);
    return true;
  }

  async #server(): Promise<{ server: ServerConfig; scopes: readonly string[] }> {
    const { server, scopes } = await this.#config.load();
    if (server) return { server, scopes };
    throw new CalendarSyncError('invalid-config', `Without auth: 'server' no server has tokens.`);
  }

  /** An answer that says nothing of scopes has those that were asked for (RFC 6749, 5.1). */
  #tokenOf(response: ServerResponse, asked: readonly string[]): AccessToken {
    const token = accessTokenOf(response, this.#clock.now());
    if (!token) throw refusal(response);
    return token.scopes.length > 0 ? token : { ...token, scopes: asked };
  }

  async #send(
    { sealed }: ServerConfig,
    url: string,
    body: Record<string, string>,
    retries: number,
  ): Promise<ServerResponse> {
    const request = this.#http.post<ServerResponse | null>(
      url,
      new HttpParams({ fromObject: body }),
      { headers: { 'X-Requested-With': 'XmlHttpRequest' }, withCredentials: sealed },
    );
    const tried = request.pipe(
      timeout({ each: patience, scheduler: this.#clock }),
      retry({
        delay: (error: unknown, attempt) =>
          attempt <= retries && mayPass(error)
            ? timer(2 ** (attempt - 1) * 1000 + this.#random() * 1000, this.#clock)
            : throwError(() => error),
      }),
    );
    try {
      return (await firstValueFrom(tried)) ?? {};
    } catch (error) {
      throw meaningOf(error);
    }
  }
}

function mayPass(error: unknown): boolean {
  return !(error instanceof HttpErrorResponse) || error.status === 0 || error.status >= 500;
}

function meaningOf(error: unknown): CalendarSyncError {
  if (!(error instanceof HttpErrorResponse)) {
    return new CalendarSyncError('unavailable', 'The token server does not answer.');
  }
  const { status } = error;
  if (status === 0) {
    return new CalendarSyncError(
      'offline',
      'The token server cannot be reached: check the network, and that it lists this origin.',
    );
  }
  const said = error.error as (OAuthRefusal & { readonly site?: string }) | null;
  if (said?.error === 'no_session') {
    return said.site === 'cross-site' ? notRenewable('cross-site-cookies') : signedOut();
  }
  if (status >= 500 || status === 429) {
    const message = 'The token server is overloaded or fails: try again later.';
    return new CalendarSyncError('unavailable', message, { status, cause: said });
  }
  return refusal(said ?? {});
}
