import { HttpErrorResponse, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync';
import { CONFIG } from '../config/config-ref';
import { Diagnostics } from './diagnostics';

/** Counts the library's requests. */
export const requestStatistics: HttpInterceptorFn = (request, next) => {
  const clock = inject(CLOCK);
  const diagnostics = inject(Diagnostics);
  const api = inject(CONFIG).current?.endpoints.api ?? '';
  const route = `${request.method} ${routeOf(request.url, api)}`;
  const sent = clock.now();
  const answered = (status: number) => {
    diagnostics.answered(route, status, clock.now() - sent);
  };
  return next(request).pipe(
    tap({
      next: (event) => {
        if (event instanceof HttpResponse) {
          answered(event.status);
        }
      },
      error: (error: unknown) => {
        answered(error instanceof HttpErrorResponse ? error.status : 0);
      },
    }),
  );
};

/** The words of the API, with ids taken out; of another server the last word alone. */
function routeOf(url: string, api: string): string {
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
