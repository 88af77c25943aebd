import { provideHttpClient, withInterceptors } from '@angular/common/http';
import {
  type ApplicationConfig,
  inject,
  LOCALE_ID,
  provideAppInitializer,
  provideZonelessChangeDetection,
} from '@angular/core';
import { provideRouter } from '@angular/router';
import {
  provideGoogleCalendarSync,
  withAppInterceptors,
  withGestureRenewal,
  withOfflineReplica,
} from 'ngx-calendar-sync/google';
import { openAccountOfAnswer } from './accounts/account-of-answer';
import { ROUTES } from './app.routes';
import { startCalendarSyncWorker } from './calendar-sync/start-calendar-sync-worker';
import { DemoConfigLoader } from './config/demo-config';
import { appLocale } from './language/app-locale';
import { logRequests } from './lab/request-log/log-requests';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    { provide: LOCALE_ID, useFactory: appLocale },
    provideAppInitializer(openAccountOfAnswer),
    provideRouter(ROUTES),
    provideHttpClient(withInterceptors([logRequests])),
    provideGoogleCalendarSync(
      () => inject(DemoConfigLoader).load(),
      withOfflineReplica({ worker: startCalendarSyncWorker }),
      withGestureRenewal(),
      withAppInterceptors(),
    ),
  ],
};
