import { type ModuleWithProviders, NgModule } from '@angular/core';
import type { GoogleCalendarSyncConfigSource } from './config/google-calendar-sync.config';
import {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
} from './provide-google-calendar-sync';

/** The door for apps of NgModules; behind it is {@link provideGoogleCalendarSync}. */
@NgModule({})
export class GoogleCalendarSyncModule {
  /** @see provideGoogleCalendarSync */
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
