import type { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { ɵsendWithToken as sendWithToken } from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import { googleEndpoints } from 'ngx-calendar-sync/google/start';

/** Adds the user's access token to requests to the configured Calendar API, and to no others. */
export const sendToGoogle: HttpInterceptorFn = (request, next) =>
  sendWithToken(request, next, () => {
    const { api, userinfo } = inject(CONFIG).current?.endpoints ?? googleEndpoints;
    return { api, identity: userinfo };
  });
