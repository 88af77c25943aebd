import { isPlatformBrowser } from '@angular/common';
import {
  DestroyRef,
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  PLATFORM_ID,
  provideEnvironmentInitializer,
  type ProviderToken,
} from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { OutlookCalendarService } from 'ngx-calendar-sync/outlook';
import { googleCalendarSync } from './google-calendar-sync';
import { outlookCalendarSync } from './outlook-calendar-sync';

/** What works with the service of an app. */
interface UsingService<Service> {
  ɵuse(service: Service): void;
  ɵrelease(service: Service): void;
}

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
  return usingService(googleCalendarSync, GoogleCalendarService);
}

/**
 * The same for Outlook: lets `outlookCalendarSync` work with the `OutlookCalendarService` of the app.
 *
 * @example
 * ```ts
 * bootstrapApplication(App, {
 *   providers: [
 *     provideOutlookCalendarSync({ clientId: '11111111-2222-4333-8444-555555555555' }),
 *     provideMobiscrollOutlookSync(),
 *   ],
 * });
 * ```
 */
export function provideMobiscrollOutlookSync(): EnvironmentProviders {
  return usingService(outlookCalendarSync, OutlookCalendarService);
}

function usingService<Service>(
  sync: UsingService<Service>,
  token: ProviderToken<Service>,
): EnvironmentProviders {
  return makeEnvironmentProviders([
    provideEnvironmentInitializer(() => {
      if (isPlatformBrowser(inject(PLATFORM_ID))) {
        const service = inject(token);
        sync.ɵuse(service);
        inject(DestroyRef).onDestroy(() => {
          sync.ɵrelease(service);
        });
      }
    }),
  ]);
}
