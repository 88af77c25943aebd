import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { OutlookCalendarService, provideOutlookCalendarSync } from 'ngx-calendar-sync/outlook';
import { measured, outlookConfig } from './measured';

@Component({ selector: 'app-root', template: '' })
class App {
  readonly outlook = measured(inject(OutlookCalendarService));
}

bootstrapApplication(App, {
  providers: [provideZonelessChangeDetection(), provideOutlookCalendarSync(outlookConfig)],
}).catch(reportError);
