import { Component, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

@Component({ selector: 'app-root', template: '' })
class App {}

bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] }).catch(reportError);
