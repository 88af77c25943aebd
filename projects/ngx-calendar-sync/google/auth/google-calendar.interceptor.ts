import { DOCUMENT } from '@angular/common';
import {
  type HttpContext,
  HttpContextToken,
  HttpErrorResponse,
  type HttpInterceptorFn,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, throwError } from 'rxjs';
import { CONFIG } from '../config/config-ref';
import { googleEndpoints } from '../config/google-calendar-sync.config';
import { AccessTokens } from './access-tokens';

/** Set to true on a request that must go to Google without the user's token, such as one with an API key. */
export const SKIP_GOOGLE_TOKEN = new HttpContextToken<boolean>(() => false);

/** A token that is not the session's yet. */
const OWN_TOKEN = new HttpContextToken<string | undefined>(() => undefined);

/** Sends a request with a token of its own. */
export function withOwnToken(context: HttpContext, token: string): HttpContext {
  return context.set(OWN_TOKEN, token);
}

/**
 * Carries the user's access token to the configured Calendar API and nowhere else. The library's own requests have
 * it already; add it to `provideHttpClient(withInterceptors([…]))` where the app calls that API itself.
 * Opt out of it by the context {@link SKIP_GOOGLE_TOKEN}.
 */
export const googleCalendarInterceptor: HttpInterceptorFn = (request, next) => {
  const tokens = inject(AccessTokens);
  const own = request.context.get(OWN_TOKEN);
  const token = own ?? tokens.current()?.value;
  // Without a token the config is left alone: this may be the very request that fetches it.
  if (!token || request.context.get(SKIP_GOOGLE_TOKEN)) {
    return next(request);
  }

  const { baseURI } = inject(DOCUMENT);
  const { api, userinfo } = inject(CONFIG).current?.endpoints ?? googleEndpoints;
  const endpoints = own ? [api, userinfo] : [api];
  if (!endpoints.some((endpoint) => within(request.url, endpoint, baseURI))) {
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
};

/** Whether a URL lies at or below an endpoint; what looks alike does not. */
export function within(url: string, endpoint: string, baseURI: string): boolean {
  if (!URL.canParse(url, baseURI)) {
    return false;
  }
  const asked = new URL(url, baseURI);
  const allowed = new URL(endpoint, baseURI);
  const path = asked.pathname;
  // The root of a host is '/', below which everything lies.
  const base = allowed.pathname.replace(/\/+$/, '');
  return (
    asked.origin === allowed.origin &&
    asked.username === '' &&
    asked.password === '' &&
    (path === base || path.startsWith(`${base}/`)) &&
    !climbs(path)
  );
}

/** A server that decodes slashes before it reads dots would leave the path. */
function climbs(path: string): boolean {
  try {
    return /(^|[/\\])\.{1,2}([/\\]|$)/.test(decodeURIComponent(path));
  } catch {
    return true;
  }
}
