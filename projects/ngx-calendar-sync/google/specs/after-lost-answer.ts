import { HttpBackend, HttpErrorResponse } from '@angular/common/http';
import { inject, type Provider } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';

/**
 * Once the first answer to a POST is lost, `run` runs, and only then the app hears that it got no answer.
 * @param run Called with the id of the event that was sent, where there is one.
 */
export function afterLostAnswer(run: (eventId: string) => Promise<unknown>): Provider {
  let runs: Promise<unknown> | undefined;
  return {
    provide: HttpBackend,
    useFactory: (): Pick<HttpBackend, 'handle'> => {
      const ofBrowser = inject(HttpBackend, { skipSelf: true });
      return {
        handle: (request) =>
          ofBrowser.handle(request).pipe(
            catchError((error: unknown) => {
              const isDuplicate = error instanceof HttpErrorResponse && error.status === 409;
              const { id = '' } = (request.body ?? {}) as { readonly id?: string };
              return request.method === 'POST' && !isDuplicate
                ? from((runs ??= run(id))).pipe(switchMap(() => throwError(() => error)))
                : throwError(() => error);
            }),
          ),
      };
    },
  };
}
