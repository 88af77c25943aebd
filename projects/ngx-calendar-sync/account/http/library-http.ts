import {
  HttpBackend,
  HttpClient,
  type HttpInterceptorFn,
  provideHttpClient,
  withInterceptors,
  withNoXsrfProtection,
  withRequestsMadeViaParent,
} from '@angular/common/http';
import {
  createEnvironmentInjector,
  DestroyRef,
  EnvironmentInjector,
  inject,
  InjectionToken,
} from '@angular/core';

/** Whether the app's own interceptors see the library's requests. */
export const VIA_APP_INTERCEPTORS = new InjectionToken<boolean>(
  'ngx-calendar-sync via app interceptors',
  { factory: () => false },
);

/** The library's own client. */
export const LIBRARY_HTTP = new InjectionToken<HttpClient>('ngx-calendar-sync HttpClient');

/**
 * Makes the library's own client. It shares the app's backend but not its interceptors: one that adds the app's own bearer
 * token would send it to the provider.
 */
export function libraryHttp(...interceptors: HttpInterceptorFn[]): HttpClient {
  const viaApp = inject(VIA_APP_INTERCEPTORS);
  const client = provideHttpClient(
    withInterceptors(interceptors),
    withNoXsrfProtection(),
    ...(viaApp ? [withRequestsMadeViaParent()] : []),
  );
  const appBackend = {
    provide: HttpBackend,
    useFactory: () => inject(HttpBackend, { skipSelf: true }),
  };
  const child = createEnvironmentInjector(
    viaApp ? [client] : [client, appBackend],
    inject(EnvironmentInjector),
  );
  inject(DestroyRef).onDestroy(() => {
    child.destroy();
  });
  return child.get(HttpClient);
}
