import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { ɵsendWithToken as sendWithToken } from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import { googleEndpoints } from '../config/google-calendar-sync.config';

/**
 * Carries the user's access token to the configured Calendar API and nowhere else. The library's own requests have
 * it already; add it to `provideHttpClient(withInterceptors([…]))` where the app calls that API itself.
 * Opt out of it by the context {@link SKIP_GOOGLE_TOKEN}.
 */
export const googleCalendarInterceptor: HttpInterceptorFn = (request, next) =>
  sendWithToken(request, next, () => {
    const { api, userinfo } = inject(CONFIG).current?.endpoints ?? googleEndpoints;
    return { api, identity: userinfo };
  });
