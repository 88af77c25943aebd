import {
  type ApplicationConfig,
  inject,
  LOCALE_ID,
  provideZonelessChangeDetection,
} from '@angular/core';
import { provideRouter } from '@angular/router';
import {
  provideGoogleCalendarSync,
  withGestureRenewal,
  withOfflineReplica,
} from 'ngx-calendar-sync/google';
import { ROUTES } from './app.routes';
import { startCalendarSyncWorker } from './calendar-sync/start-calendar-sync-worker';
import { DemoConfigLoader } from './config/demo-config';
import { appLocale } from './language/app-locale';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    { provide: LOCALE_ID, useFactory: appLocale },
    provideRouter(ROUTES),
    provideGoogleCalendarSync(
      () => inject(DemoConfigLoader).load(),
      withOfflineReplica({ worker: startCalendarSyncWorker }),
      withGestureRenewal(),
    ),
  ],
};
