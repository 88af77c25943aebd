import { isPlatformBrowser } from '@angular/common';
import {
  DestroyRef,
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  PLATFORM_ID,
  provideEnvironmentInitializer,
} from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { googleCalendarSync } from './google-calendar-sync';

/**
 * Lets `googleCalendarSync` work with the service of the app, for an app that moves to `GoogleCalendarService` step by step:
 * both have one sign-in, one configuration, and one local copy. `googleCalendarSync.init()` then sets its callbacks alone,
 * whether it is called before or after.
 *
 * @example
 * ```ts
 * bootstrapApplication(App, {
 *   providers: [
 *     provideGoogleCalendarSync({ clientId: '1234567890-abc.apps.googleusercontent.com' }),
 *     provideMobiscrollSync(),
 *   ],
 * });
 * ```
 */
export function provideMobiscrollSync(): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideEnvironmentInitializer(() => {
      if (isPlatformBrowser(inject(PLATFORM_ID))) {
        const service = inject(GoogleCalendarService);
        googleCalendarSync.ɵuse(service);
        inject(DestroyRef).onDestroy(() => {
          googleCalendarSync.ɵrelease(service);
        });
      }
    }),
  ]);
}
