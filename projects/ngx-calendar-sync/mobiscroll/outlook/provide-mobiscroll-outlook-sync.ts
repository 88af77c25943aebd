import type { EnvironmentProviders } from '@angular/core';
import { ɵusingService as usingService } from 'ngx-calendar-sync/mobiscroll/sync';
import { OutlookCalendarService } from 'ngx-calendar-sync/outlook';
import { outlookCalendarSync } from './outlook-calendar-sync';

/**
 * Lets `outlookCalendarSync` work with the `OutlookCalendarService` of the app: both have one sign-in, one configuration, and one
 * local copy. `outlookCalendarSync.init()` then sets its callbacks alone.
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
