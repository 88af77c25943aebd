import type { EnvironmentProviders } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { ɵusingService as usingService } from 'ngx-calendar-sync/mobiscroll/sync';
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
  return usingService(googleCalendarSync, GoogleCalendarService);
}
