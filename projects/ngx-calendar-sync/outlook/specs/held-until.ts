import { HttpBackend } from '@angular/common/http';
import { type FactoryProvider, inject } from '@angular/core';
import { concat, ignoreElements, type Observable } from 'rxjs';

/** Requests whose address contains `part` wait until `mayGo` completes. */
export function heldUntil(mayGo: Observable<void>, part: string): FactoryProvider {
  return {
    provide: HttpBackend,
    useFactory: (): Pick<HttpBackend, 'handle'> => {
      const browser = inject(HttpBackend, { skipSelf: true });
      return {
        handle: (request) =>
          request.url.includes(part)
            ? concat(mayGo.pipe(ignoreElements()), browser.handle(request))
            : browser.handle(request),
      };
    },
  };
}
