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

/** What may happen to a request: an HTTP status, no network, or no answer ever. */
export type TokenServerFault = number | 'no network' | 'no answer';

/**
 * A token server of the sealed mode whose every failure can be had; what else is asked goes to the emulator. Its cookie
 * is {@link session}: whose it is.
 */
@Injectable()
export class TokenServerDouble implements HttpBackend {
  readonly #network = inject(HttpXhrBackend);
  readonly faults = new Map<string, TokenServerFault>();
  /** The paths that were asked for, in order. */
  readonly asked: string[] = [];
  /** Whose session the cookie has. */
  session: string | undefined;
  /** Who signs in next. */
  user = '';
  crossSite = false;
  /** Whether it has lost the secret that the cookie was sealed with. */
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
