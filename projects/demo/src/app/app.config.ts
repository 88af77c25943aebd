import { type ApplicationConfig, inject, provideZonelessChangeDetection } from '@angular/core';
import { provideRouter } from '@angular/router';
import { provideGoogleCalendarSync, withGestureRenewal, withOfflineReplica } from 'ngx-calendar-sync/google';
import { ROUTES } from './app.routes';
import { DemoConfigLoader } from './config/demo-config';

export const appConfig: ApplicationConfig = {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(ROUTES),
    provideGoogleCalendarSync(
      () => inject(DemoConfigLoader).load(),
      withOfflineReplica(),
      withGestureRenewal(),
    ),
  ],
};
