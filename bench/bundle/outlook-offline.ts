import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  OutlookCalendarService,
  provideOutlookCalendarSync,
  withOfflineReplica,
} from 'ngx-calendar-sync/outlook';
import { measured, outlookConfig } from './measured';

@Component({ selector: 'app-root', template: '' })
class App {
  readonly outlook = measured(inject(OutlookCalendarService));
}

bootstrapApplication(App, {
  providers: [
    provideZonelessChangeDetection(),
    provideOutlookCalendarSync(outlookConfig, withOfflineReplica()),
  ],
}).catch(reportError);
