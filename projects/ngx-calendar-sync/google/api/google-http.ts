import type { HttpClient, HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import {
  ɵlibraryHttp as libraryHttp,
  ɵrequestStatistics as requestStatistics,
} from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import { googleCalendarInterceptor } from './google-calendar.interceptor';

export function googleHttp(): HttpClient {
  return libraryHttp(requestStatistics(routeOf), googleCalendarInterceptor);
}

/** The path under which requests are counted: without ids, and of another server only its last part. */
function routeOf({ url }: HttpRequest<unknown>): string {
  const api = inject(CONFIG).current?.endpoints.api ?? '';
  if (api === '' || !url.startsWith(`${api}/`)) {
    return `other server: ${url.replace(/[?#].*/, '').replace(/.*\//, '')}`;
  }
  const [first = '', id, ...rest] = url.slice(api.length + 1).split('/');
  if (first !== 'calendars') {
    return [first, id, ...rest].filter(Boolean).join('/');
  }
  const [events, eventId] = rest;
  return ['calendars', '…', events, eventId === undefined ? undefined : '…']
    .filter(Boolean)
    .join('/');
}
