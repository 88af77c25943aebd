import {
  type HttpBackend,
  HttpErrorResponse,
  type HttpEvent,
  type HttpRequest,
  HttpResponse,
  HttpXhrBackend,
} from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { defer, from, map, NEVER, type Observable, of, throwError } from 'rxjs';
import { aToken } from './emulator';

export const TOKEN_SERVER = 'https://tokens.app.test';

/** How a request fails: with an HTTP status, without a network, or without any answer. */
export type TokenServerFault = number | 'no network' | 'no answer';

/**
 * Stands in for a token server in sealed mode, and can fail in every way. Requests to other servers go to the emulator.
 */
@Injectable()
export class TokenServerDouble implements HttpBackend {
  readonly #network = inject(HttpXhrBackend);
  /** How requests fail, by their path. */
  readonly faults = new Map<string, TokenServerFault>();
  /** The paths of the requests so far, in order. */
  readonly asked: string[] = [];
  /** The user whose session the cookie holds, `undefined` without a cookie. */
  session: string | undefined;
  /** The user who signs in next. */
  user = '';
  /** Whether app and server are on different sites, so that the browser stores no cookie. */
  crossSite = false;
  /** Whether the server no longer knows the secret that the cookie was encrypted with. */
  unknownSecret = false;

  handle(request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    if (!request.url.startsWith(`${TOKEN_SERVER}/`)) {
      return this.#network.handle(request);
    }
    return defer(() => {
      const path = request.url.slice(TOKEN_SERVER.length);
      this.asked.push(path);
      const fault = this.faults.get(path);
      if (fault === undefined) {
        return this.#answer(path, request);
      }
      if (fault === 'no answer') {
        return NEVER;
      }
      const status = fault === 'no network' ? 0 : fault;
      return throwError(() => new HttpErrorResponse({ status, url: request.url }));
    });
  }

  #answer(path: string, request: HttpRequest<unknown>): Observable<HttpEvent<unknown>> {
    if (path === '/sign-out') {
      this.session = undefined;
      return of(new HttpResponse({ status: 204, body: null }));
    }
    if (path === '/auth') {
      this.session = this.crossSite ? undefined : this.user;
      return this.#token(this.user, !this.crossSite);
    }
    if (path === '/refresh' && request.serializeBody() === 'probe=1') {
      return of(new HttpResponse({ status: 200, body: { session: this.session !== undefined } }));
    }
    const { session } = this;
    if (session === undefined) {
      const error = { error: 'no_session', site: this.crossSite ? 'cross-site' : 'same-origin' };
      return throwError(() => new HttpErrorResponse({ status: 401, url: request.url, error }));
    }
    if (this.unknownSecret) {
      const error = { error: 'unknown_session_secret' };
      return throwError(() => new HttpErrorResponse({ status: 503, url: request.url, error }));
    }
    if (path === '/disconnect') {
      this.session = undefined;
      return of(new HttpResponse({ status: 204, body: null }));
    }
    return this.#token(session, true);
  }

  #token(user: string, refreshable: boolean): Observable<HttpEvent<unknown>> {
    const reason = refreshable ? {} : { reason: 'cross_site_cookies' };
    return from(aToken(user)).pipe(
      map((token) => new HttpResponse({ status: 200, body: { ...token, refreshable, ...reason } })),
    );
  }
}
