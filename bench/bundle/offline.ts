import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  GoogleCalendarService,
  provideGoogleCalendarSync,
  withOfflineReplica,
} from 'ngx-calendar-sync/google';
import { config, measured } from './measured';

@Component({ selector: 'app-root', template: '' })
class App {
  readonly google = measured(inject(GoogleCalendarService));
}

bootstrapApplication(App, {
  providers: [
    provideZonelessChangeDetection(),
    provideGoogleCalendarSync(config, withOfflineReplica()),
  ],
}).catch(reportError);
