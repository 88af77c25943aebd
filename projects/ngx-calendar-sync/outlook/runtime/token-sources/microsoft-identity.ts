import { DOCUMENT } from '@angular/common';
import { HttpErrorResponse, HttpParams } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, firstValueFrom, map, throwError, timeout } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵRANDOM as RANDOM } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵaccessTokenOf as accessTokenOf,
  type ɵJsonMembers as JsonMembers,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵmembersOf as membersOf,
  ɵRefreshTokenMemory as RefreshTokenMemory,
  ɵreportOf as reportOf,
  ɵsignedOut as signedOut,
  type ɵTokenRequest as TokenRequest,
  ɵwithBackOff as withBackOff,
} from 'ngx-calendar-sync/account';
import type { ɵLoginProof as LoginProof } from 'ngx-calendar-sync/outlook/start';
import { IDENTITY_SCOPES } from '../config/outlook-scopes';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';
import { ownerOf } from './id-token';
import type { PreparedLogin } from './login-proof';
import { refusal } from './outlook-sign-in-error';

const ANSWER_TIMEOUT_MS = 30_000;
/** Other tabs wait for a renewal: one that the server asks to delay for longer fails, and is tried again later. */
const MAX_RETRY_AFTER_MS = 3_000;
/** A code is valid once. */
const EXCHANGE_RETRIES = 0;
const RENEWAL_RETRIES = 2;

/**
 * The requests of a single-page app to Microsoft's identity platform. The refresh token is in memory, and other tabs get it with
 * the access token.
 * @see https://learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow
 */
export class MicrosoftIdentity {
  readonly #http = inject(LIBRARY_HTTP);
  readonly #clock = inject(CLOCK);
  readonly #random = inject(RANDOM);
  readonly #memory = inject(RefreshTokenMemory);
  readonly #baseUri = inject(DOCUMENT).baseURI;
  readonly #config: ResolvedOutlookConfig;
  /** How often {@link forget} was called. */
  #forgotten = 0;

  constructor(config: ResolvedOutlookConfig) {
    this.#config = config;
  }

  /** As it is registered: Microsoft compares it letter by letter. */
  get redirectUri(): string {
    return new URL(this.#config.redirectUri, this.#baseUri).href;
  }

  /** The address at which the user is asked. */
  authorizeUrl(
    login: PreparedLogin,
    scopes: readonly string[],
    { prompt, loginHint }: TokenRequest,
  ): string {
    const query = new URLSearchParams({
      client_id: this.#config.clientId ?? '',
      response_type: 'code',
      // A fragment is sent to no server, and stands in no log of one.
      response_mode: 'fragment',
      redirect_uri: this.redirectUri,
      scope: [...IDENTITY_SCOPES, ...scopes].join(' '),
      state: login.state,
      nonce: login.nonce,
      code_challenge: login.challenge,
      code_challenge_method: 'S256',
      ...(prompt === undefined || prompt === '' ? {} : { prompt }),
      ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    });
    return `${this.#address('authorize')}?${query.toString()}`;
  }

  /** The token of an answer that has come with the state of this login. */
  async exchange(
    answer: URLSearchParams,
    login: LoginProof,
    redirectUri = this.redirectUri,
  ): Promise<AccessToken> {
    const code = answer.get('code');
    if (!code) {
      throw refusedByUser(answer);
    }
    const forgotten = this.#forgotten;
    const members = await this.#send(
      {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: login.verifier,
      },
      EXCHANGE_RETRIES,
    );
    const token = this.#tokenOf(members, login.nonce);
    // A sign-out meanwhile has nothing stay of this sign-in.
    if (this.#forgotten === forgotten) {
      this.#memory.token = refreshTokenOf(members);
    }
    return token;
  }

  async renew(): Promise<AccessToken> {
    const refreshToken = this.#memory.token;
    if (refreshToken === undefined) {
      throw signedOut();
    }
    const members = await this.#send(
      { grant_type: 'refresh_token', refresh_token: refreshToken },
      RENEWAL_RETRIES,
    );
    const token = this.#tokenOf(members, undefined);
    // Another tab, or a sign-in, may have brought another one meanwhile.
    if (this.#memory.token === refreshToken) {
      this.#memory.token = refreshTokenOf(members) ?? refreshToken;
    }
    return token;
  }

  forget(): void {
    this.#forgotten += 1;
    this.#memory.token = undefined;
  }

  #tokenOf(members: JsonMembers, nonce: string | undefined): AccessToken {
    const token = accessTokenOf(members, this.#clock.now());
    if (!token) {
      throw refusal(members);
    }
    return { ...token, ...ownerOf(members['id_token'], this.#config.clientId, nonce) };
  }

  #send(fields: Record<string, string>, retries: number): Promise<JsonMembers> {
    const body = new HttpParams({
      fromObject: { client_id: this.#config.clientId ?? '', ...fields },
    });
    return firstValueFrom(
      this.#http.post<unknown>(this.#address('token'), body).pipe(
        map(membersOf),
        timeout({ each: ANSWER_TIMEOUT_MS, scheduler: this.#clock }),
        withBackOff({
          clock: this.#clock,
          random: this.#random,
          retriesAfter: (error) => (isTransient(error) ? retries : 0),
          maxRetryAfterMs: MAX_RETRY_AFTER_MS,
        }),
        catchError((error: unknown) => throwError(() => endpointError(error))),
      ),
    );
  }

  #address(endpoint: 'authorize' | 'token'): string {
    const { endpoints, tenant } = this.#config;
    return `${endpoints.identity}/${tenant}/oauth2/v2.0/${endpoint}`;
  }
}

/** The answer of a window or of a page that was left for Microsoft, without a code. */
function refusedByUser(answer: URLSearchParams): CalendarSyncError {
  return refusal(Object.fromEntries(answer));
}

function endpointError(thrown: unknown): CalendarSyncError {
  if (!(thrown instanceof HttpErrorResponse)) {
    return new CalendarSyncError('unavailable', ngDevMode && 'Microsoft does not answer.');
  }
  const { status } = thrown;
  if (status === 0) {
    return new CalendarSyncError(
      'offline',
      ngDevMode &&
        'Microsoft cannot be reached: check the network, and that the redirect URI is registered as one of a "Single-page ' +
          'application", since pages can read its answers to no other.',
    );
  }
  const options = { status, cause: reportOf(thrown) };
  const members = membersOf(thrown.error);
  return isTransient(thrown) || members['error'] === undefined
    ? new CalendarSyncError(
        'unavailable',
        ngDevMode && `Microsoft cannot sign in now (HTTP ${status}).`,
        options,
      )
    : refusal(members, options);
}

function isTransient(error: unknown): boolean {
  return (
    !(error instanceof HttpErrorResponse) ||
    error.status === 0 ||
    error.status === 429 ||
    error.status >= 500
  );
}

function refreshTokenOf({ refresh_token: token }: JsonMembers): string | undefined {
  return typeof token === 'string' && token !== '' ? token : undefined;
}
