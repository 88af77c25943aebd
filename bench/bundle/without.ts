import { Component, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { config, measured } from './measured';

@Component({ selector: 'app-root', template: '' })
class App {
  readonly google = measured(config);
}

bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] }).catch(reportError);
