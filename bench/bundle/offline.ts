import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  GoogleCalendarService,
  provideGoogleCalendarSync,
  withOfflineReplica,
} from 'ngx-calendar-sync/google';

@Component({ selector: 'app-root', template: '' })
class App {
  readonly google = inject(GoogleCalendarService);
}

bootstrapApplication(App, {
  providers: [
    provideZonelessChangeDetection(),
    provideGoogleCalendarSync({ clientId: 'id' }, withOfflineReplica()),
  ],
}).catch(reportError);
