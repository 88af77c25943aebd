import { type ModuleWithProviders, NgModule } from '@angular/core';
import type { GoogleCalendarSyncConfigSource } from 'ngx-calendar-sync/google/start';
import {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
} from './provide-google-calendar-sync';

/**
 * For apps with NgModules: the same providers as {@link provideGoogleCalendarSync}.
 *
 * @example
 * ```ts
 * @NgModule({
 *   imports: [
 *     GoogleCalendarSyncModule.forRoot({ clientId: '1234567890-abc.apps.googleusercontent.com' }),
 *   ],
 * })
 * export class AppModule {}
 * ```
 */
@NgModule({})
export class GoogleCalendarSyncModule {
  /** Takes the arguments of {@link provideGoogleCalendarSync}, with the same errors. */
  static forRoot(
    config: GoogleCalendarSyncConfigSource,
    ...features: readonly GoogleCalendarSyncFeature[]
  ): ModuleWithProviders<GoogleCalendarSyncModule> {
    return {
      ngModule: GoogleCalendarSyncModule,
      providers: [provideGoogleCalendarSync(config, ...features)],
    };
  }
}
