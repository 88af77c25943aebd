import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { LazyGoogle } from './lazy-google';

/**
 * Adds the user's access token to requests to the configured Calendar API, and to no others. The library's own requests
 * have the token already. Add this interceptor to `provideHttpClient(withInterceptors([…]))` if the app itself calls that
 * API. A request with the context {@link SKIP_GOOGLE_TOKEN} is sent without the token.
 */
export const googleCalendarInterceptor: HttpInterceptorFn = (request, next) =>
  inject(LazyGoogle).current?.send(request, next) ?? next(request);
