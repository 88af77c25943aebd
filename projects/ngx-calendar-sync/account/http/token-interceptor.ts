import { DOCUMENT } from '@angular/common';
import {
  type HttpContext,
  HttpContextToken,
  HttpErrorResponse,
  type HttpEvent,
  type HttpHandlerFn,
  type HttpRequest,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, type Observable, throwError } from 'rxjs';
import { ɵSKIP_TOKEN as SKIP_TOKEN } from 'ngx-calendar-sync/base';
import { AccessTokens } from '../tokens/access-tokens';

/** The token that this request of the library has waited for. */
const REQUEST_TOKEN = new HttpContextToken<string | undefined>(() => undefined);

/** Sends a request with this token, if any, even if another one is held by the time the request is sent. */
export function withRequestToken(context: HttpContext, token: string | undefined): HttpContext {
  return context.set(REQUEST_TOKEN, token);
}

/** Addresses that tokens may be sent to. */
export interface TokenEndpoints {
  /** For requests of the app and of the library. */
  readonly api: string;
  /** Where the library asks who a token is for. */
  readonly identity: string;
  /** Where the library sends several requests in one. */
  readonly batch?: string | undefined;
}

/**
 * Attaches the token that the request has waited for, else the one that is held, if the address lies below an endpoint
 * of the provider. `endpointsOf` is called only where there is a token: without one the configuration may still be
 * loading, perhaps by this very request.
 */
export function sendWithToken(
  request: HttpRequest<unknown>,
  next: HttpHandlerFn,
  endpointsOf: () => TokenEndpoints,
): Observable<HttpEvent<unknown>> {
  const tokens = inject(AccessTokens);
  const requestToken = request.context.get(REQUEST_TOKEN);
  const token = requestToken ?? tokens.current()?.value;
  if (!token || request.context.get(SKIP_TOKEN)) {
    return next(request);
  }

  const { baseURI } = inject(DOCUMENT);
  const { api, identity, batch = api } = endpointsOf();
  const endpoints = requestToken ? [api, identity, batch] : [api];
  if (!endpoints.some((endpoint) => isWithin(request.url, endpoint, baseURI))) {
    return next(request);
  }

  return next(request.clone({ setHeaders: { Authorization: `Bearer ${token}` } })).pipe(
    catchError((error: unknown) => {
      if (error instanceof HttpErrorResponse && error.status === 401) {
        tokens.reject(token);
      }
      return throwError(() => error);
    }),
  );
}

/** Whether a URL lies at or below an endpoint, by its parsed origin and path: a common prefix is not enough. */
export function isWithin(url: string, endpoint: string, baseURI: string): boolean {
  if (!URL.canParse(url, baseURI)) {
    return false;
  }
  const asked = new URL(url, baseURI);
  const allowed = new URL(endpoint, baseURI);
  const path = asked.pathname;
  // Everything lies below the root of a host, whose path is '/'.
  const base = allowed.pathname.replace(/\/+$/, '');
  return (
    asked.origin === allowed.origin &&
    asked.username === '' &&
    asked.password === '' &&
    (path === base || path.startsWith(`${base}/`)) &&
    !hasEncodedDots(path)
  );
}

/** A server that decodes slashes before it resolves dots would leave the endpoint. */
function hasEncodedDots(path: string): boolean {
  try {
    return /(^|[/\\])\.{1,2}([/\\]|$)/.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}
