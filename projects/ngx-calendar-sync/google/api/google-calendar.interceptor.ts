import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { ɵsendWithToken as sendWithToken } from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import { googleEndpoints } from '../config/google-calendar-sync.config';

/**
 * Adds the user's access token to requests to the configured Calendar API, and to no others. The library's own requests
 * have the token already. Add this interceptor to `provideHttpClient(withInterceptors([…]))` if the app itself calls that
 * API. A request with the context {@link SKIP_GOOGLE_TOKEN} is sent without the token.
 */
export const googleCalendarInterceptor: HttpInterceptorFn = (request, next) =>
  sendWithToken(request, next, () => {
    const { api, batch, userinfo } = inject(CONFIG).current?.endpoints ?? googleEndpoints;
    return { api, batch, identity: userinfo };
  });
