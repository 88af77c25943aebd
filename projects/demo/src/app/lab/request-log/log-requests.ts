import { HttpErrorResponse, type HttpInterceptorFn, HttpResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import { finalize, tap } from 'rxjs';
import { RequestLog, type RequestOutcome } from './request-log';
import { batchedErrors, purposeOf } from './request-purpose';

/** Logs each request of the library, with the attempts that it repeats. */
export const logRequests: HttpInterceptorFn = (request, next) => {
  const { method, urlWithParams, body } = request;
  const purpose = purposeOf(method, urlWithParams, body);
  const ended = inject(RequestLog).sent(method, purpose);
  let outcome: Omit<RequestOutcome, 'tookMs'> = { status: 'cancelled', batchedErrors: [] };
  return next(request).pipe(
    tap({
      next: (event) => {
        if (event instanceof HttpResponse) {
          const errors = purpose.kind === 'batch' ? batchedErrors(event.body) : [];
          outcome = { status: event.status, batchedErrors: errors };
        }
      },
      error: (error: unknown) => {
        outcome = {
          status: error instanceof HttpErrorResponse ? error.status : 0,
          batchedErrors: [],
        };
      },
    }),
    finalize(() => {
      ended(outcome);
    }),
  );
};
