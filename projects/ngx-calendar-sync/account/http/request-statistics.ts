import {
  HttpErrorResponse,
  type HttpInterceptorFn,
  type HttpRequest,
  HttpResponse,
} from '@angular/common/http';
import { inject } from '@angular/core';
import { tap } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import { Diagnostics } from '../diagnostics/diagnostics';

/**
 * Counts the library's requests by method and route. `routeOf` names the route of a request without any id in it; it
 * runs in the injection context.
 */
export function requestStatistics(
  routeOf: (request: HttpRequest<unknown>) => string,
): HttpInterceptorFn {
  return (request, next) => {
    const clock = inject(CLOCK);
    const diagnostics = inject(Diagnostics);
    const route = `${request.method} ${routeOf(request)}`;
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
}
