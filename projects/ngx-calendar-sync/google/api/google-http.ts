import {
  HttpBackend,
  HttpClient,
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
import { googleCalendarInterceptor } from '../auth/google-calendar.interceptor';
import { requestStatistics } from '../diagnostics/request-statistics';

/** Whether the app's own interceptors see the library's requests. */
export const VIA_APP_INTERCEPTORS = new InjectionToken<boolean>(
  'ngx-calendar-sync via app interceptors',
  { factory: () => false },
);

/**
 * The library's own client. It shares the app's backend, not its interceptors: a usual one would put the app's own
 * bearer on requests to Google.
 */
export const GOOGLE_HTTP = new InjectionToken<HttpClient>('ngx-calendar-sync Google HttpClient');

export function googleHttp(): HttpClient {
  const viaApp = inject(VIA_APP_INTERCEPTORS);
  const client = provideHttpClient(
    withInterceptors([requestStatistics, googleCalendarInterceptor]),
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
