import type { HttpClient, HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import {
  ɵlibraryHttp as libraryHttp,
  ɵrequestStatistics as requestStatistics,
  ɵsendWithToken as sendWithToken,
} from 'ngx-calendar-sync/account';
import { outlookEndpoints } from 'ngx-calendar-sync/outlook/start';
import { OUTLOOK_CONFIG } from '../config/outlook-config';

/** Adds the user's access token to requests to the configured Graph, and to no others. */
export const sendToGraph: HttpInterceptorFn = (request, next) =>
  sendWithToken(request, next, () => {
    const { graph } = inject(OUTLOOK_CONFIG).current?.endpoints ?? outlookEndpoints;
    return { api: graph, identity: graph };
  });

/** The library's own client for Microsoft. Requests are counted by their path without ids. */
export function outlookHttp(): HttpClient {
  return libraryHttp(
    requestStatistics(({ url }) => routeOf(url)),
    sendToGraph,
  );
}

const ROUTE_NAMES: ReadonlySet<string> = new Set([
  'token',
  'me',
  'calendars',
  'calendar',
  'calendarView',
  'delta',
  'events',
  'instances',
  'mailboxSettings',
  'masterCategories',
  '$batch',
]);

/** The path under which requests are counted: without ids. */
function routeOf(url: string): string {
  const names = url
    .replace(/[?#].*/, '')
    .split('/')
    .filter((part) => ROUTE_NAMES.has(part));
  return names.join('/') || 'other';
}
