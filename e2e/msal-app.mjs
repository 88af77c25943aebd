/**
 * An app that signs in through MSAL and hands its tokens to the library by the code of docs/outlook-msal.md. `?authority=` is
 * that of MSAL.
 */
import { PublicClientApplication } from '@azure/msal-browser';
import { msalTokens } from 'docs/outlook-msal.md';
import { Component, inject, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  OutlookCalendarService,
  outlookEmulator,
  provideOutlookCalendarSync,
} from 'ngx-calendar-sync/outlook';

const { document, location } = globalThis;
const authority = new URL(location.href).searchParams.get('authority');
const { host, origin } = new URL(authority);
const msal = new PublicClientApplication({
  auth: {
    clientId: '00000000-1111-4222-8333-444444444444',
    authority,
    knownAuthorities: [host],
    redirectUri: `${location.origin}/redirect`,
  },
  cache: { cacheLocation: 'sessionStorage' },
});
await msal.initialize();

const DAY_MS = 86_400_000;

class Agenda {
  outlook = inject(OutlookCalendarService);

  constructor() {
    const now = Date.now();
    const [start, end] = [new Date(now - DAY_MS), new Date(now + DAY_MS)];
    this.outlook.setView({ calendarIds: ['primary'], start, end });
  }
}
Component({
  selector: 'app-root',
  template: `
    <p role="status">{{ outlook.authState().status }}</p>
    <button (click)="outlook.signIn()" [disabled]="!outlook.ready()">Sign in</button>
    <button (click)="outlook.refresh()">Reload</button>
    <ul>
      @for (event of outlook.events(); track event.id) {
        <li>{{ event.title }}</li>
      }
    </ul>
  `,
})(Agenda);

document.body.append(document.createElement('app-root'));
await bootstrapApplication(Agenda, {
  providers: [
    provideZonelessChangeDetection(),
    provideOutlookCalendarSync({ auth: msalTokens(msal), endpoints: outlookEmulator(origin) }),
  ],
});
