import type { HttpClient, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import {
  ɵlibraryHttp as libraryHttp,
  ɵrequestStatistics as requestStatistics,
} from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import { sendToGoogle } from './google-calendar.interceptor';

export function googleHttp(): HttpClient {
  return libraryHttp(requestStatistics(routeOf), sendToGoogle);
}

/** The path under which requests are counted: without ids, and of another server only its last part. */
function routeOf({ url }: HttpRequest<unknown>): string {
  const api = inject(CONFIG).current?.endpoints.api ?? '';
  if (api === '' || !url.startsWith(`${api}/`)) {
    return `other server: ${url.replace(/[?#].*/, '').replace(/.*\//, '')}`;
  }
  const parts = url.slice(api.length + 1).split('/');
  const isId = (index: number) => index === 3 || (index === 1 && parts[0] === 'calendars');
  return parts
    .slice(0, 4)
    .map((part, index) => (isId(index) ? '…' : part))
    .join('/');
}
