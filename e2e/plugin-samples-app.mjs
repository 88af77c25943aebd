/** A minimal app: a button to sign in, and the library's service as a global for tests to call. */
import { provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import {
  GoogleCalendarService,
  googleEmulator,
  provideGoogleCalendarSync,
} from 'ngx-calendar-sync/google';

const { document, location } = globalThis;
const google = new URL(location.href).searchParams.get('google') ?? '';
const app = await createApplication({
  providers: [
    provideZonelessChangeDetection(),
    provideGoogleCalendarSync({
      clientId: 'emulator.apps.googleusercontent.com',
      endpoints: googleEmulator(google),
    }),
  ],
});
const service = app.injector.get(GoogleCalendarService);
globalThis.calendarService = service;

const button = document.createElement('button');
button.textContent = 'Sign in';
button.addEventListener('click', () => void service.signIn());
const status = document.createElement('p');
status.role = 'status';
service.authState$.subscribe((state) => (status.textContent = state.status));
service.ready$.subscribe((isReady) => (button.disabled = !isReady));
document.body.append(button, status);
