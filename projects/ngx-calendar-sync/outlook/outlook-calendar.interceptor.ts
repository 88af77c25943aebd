import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { LazyOutlook } from './lazy-outlook';

/**
 * Adds the user's access token to requests to the configured Microsoft Graph (`endpoints.graph`), and to no others. The
 * library's own requests have the token already. Add this interceptor to `provideHttpClient(withInterceptors([…]))` if the app
 * itself calls Graph. A request with the context {@link SKIP_OUTLOOK_TOKEN} is sent without the token.
 *
 * @example
 * ```ts
 * provideHttpClient(withInterceptors([outlookCalendarInterceptor]));
 * ```
 */
export const outlookCalendarInterceptor: HttpInterceptorFn = (request, next) =>
  inject(LazyOutlook).current?.send(request, next) ?? next(request);
