import { type ApplicationConfig, inject, provideZonelessChangeDetection } from '@angular/core';
import { provideRouter } from '@angular/router';
import {
  provideGoogleCalendarSync,
  withGestureRenewal,
  withOfflineReplica,
} from 'ngx-calendar-sync/google';
import { routes } from './app.routes';
import { DemoConfigLoader } from './config/demo-config';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(routes),
    provideGoogleCalendarSync(
      () => inject(DemoConfigLoader).load(),
      withOfflineReplica(),
      withGestureRenewal(),
    ),
  ],
};
