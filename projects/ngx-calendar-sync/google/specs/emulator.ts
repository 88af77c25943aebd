import { TestBed } from '@angular/core/testing';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  type Provider,
  provideZonelessChangeDetection,
} from '@angular/core';
import { filter, firstValueFrom } from 'rxjs';
import type { GoogleAuthState } from '../google-auth-state';
import type {
  GoogleCodeResponse,
  GoogleIdentityServices,
  GoogleRevocation,
  GoogleTokenResponse,
} from '../sdk/google-identity-services';
import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
} from '../config/google-calendar-sync.config';
import { googleEmulator } from '../config/google-emulator';
import { GoogleCalendarService } from '../google-calendar.service';
import {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
} from '../provide-google-calendar-sync';
import type { GoogleEvent } from '../api/wire-types.generated';

declare const __karma__: { readonly config: { readonly emulatorUrl: string } };

/** The emulator that Karma has started; all browsers share it, so each spec makes a user of its own. */
export const EMULATOR_URL = __karma__.config.emulatorUrl;

const CLIENT_ID = 'emulator.apps.googleusercontent.com';

export const emulatorEndpoints = googleEmulator(EMULATOR_URL);

// What one spec's apps remember, or tell each other, is not for the next.
afterEach(async () => {
  TestBed.resetTestingModule();
  await closeTabs();
  localStorage.clear();
  sessionStorage.clear();
});

const TABS: EnvironmentInjector[] = [];

/** Closes the tabs that {@link aTab} has opened; the browser lets go of their locks a moment later. */
export async function closeTabs(): Promise<void> {
  for (const tab of TABS.splice(0)) {
    tab.destroy();
  }
  for (;;) {
    const { held = [] } = await navigator.locks.query();
    if (!held.some(({ name }) => name?.startsWith('ngx-calendar-sync'))) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A request to the emulator's control endpoints. */
export async function control<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${EMULATOR_URL}/_emulator/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as Answer;
}

/** An account with a primary calendar of its own. */
export async function aUser(events: readonly object[] = [], timeZone = 'UTC'): Promise<string> {
  const { email } = await control<{ email: string }>('users', { events, timeZone });
  return email;
}

/** A real token of the emulator, which no window had to be opened for. */
export async function aToken(
  email: string,
  scopes: readonly string[] = DEFAULT_GOOGLE_SCOPES,
): Promise<GoogleTokenResponse> {
  return control('token', { email, scopes });
}

/** Google's script with the user's part left out: each request is answered as said. */
export class ScriptedSignIn implements GoogleIdentityServices {
  readonly requests: unknown[] = [];
  readonly revoked: string[] = [];
  revocation: GoogleRevocation = { successful: true };

  constructor(
    public answer: (on: {
      token: (response: GoogleTokenResponse) => void;
      code: (response: GoogleCodeResponse) => void;
      window: (type: string) => void;
    }) => void,
  ) {}

  initTokenClient: GoogleIdentityServices['initTokenClient'] = (config) => ({
    requestAccessToken: (options) => {
      this.requests.push(options);
      this.answer({
        token: config.callback,
        code: () => undefined,
        window: (type) => {
          config.error_callback({ type });
        },
      });
    },
  });

  initCodeClient: GoogleIdentityServices['initCodeClient'] = (config) => ({
    requestCode: () => {
      this.requests.push(config);
      this.answer({
        token: () => undefined,
        code: config.callback,
        window: (type) => {
          config.error_callback({ type });
        },
      });
    },
  });

  revoke(accessToken: string, done: (revocation?: GoogleRevocation) => void): void {
    this.revoked.push(accessToken);
    done(this.revocation);
  }
}

/** Sets the app up against the emulator; nobody is signed in. */
export function anApp(
  config: GoogleCalendarSyncConfig,
  ...features: GoogleCalendarSyncFeature[]
): GoogleCalendarService {
  TestBed.configureTestingModule({
    providers: [
      provideZonelessChangeDetection(),
      provideGoogleCalendarSync({ endpoints: emulatorEndpoints, ...config }, ...features),
    ],
  });
  return TestBed.inject(GoogleCalendarService);
}

/** One more tab of the app in this browser: what connects tabs connects these. */
export function aTab(
  config: GoogleCalendarSyncConfig,
  features: readonly GoogleCalendarSyncFeature[] = [],
  providers: readonly Provider[] = [],
): EnvironmentInjector {
  const tab = createEnvironmentInjector(
    [
      provideGoogleCalendarSync(
        {
          clientId: 'emulator.apps.googleusercontent.com',
          endpoints: emulatorEndpoints,
          ...config,
        },
        ...features,
      ),
      ...providers,
    ],
    TestBed.inject(EnvironmentInjector),
  );
  TABS.push(tab);
  return tab;
}

/** Waits for the state that the app is to come to. */
export function stateOf(
  service: GoogleCalendarService,
  status: GoogleAuthState['status'],
): Promise<GoogleAuthState> {
  return firstValueFrom(service.authState$.pipe(filter((state) => state.status === status)));
}

/** The app with this user signed in. */
export async function signedIn(
  email: string,
  config: GoogleCalendarSyncConfig = {},
  scopes: readonly string[] = [config.scopes ?? DEFAULT_GOOGLE_SCOPES].flat(),
): Promise<GoogleCalendarService> {
  const gis = new ScriptedSignIn((on) => void aToken(email, scopes).then(on.token));
  const service = anApp({ clientId: CLIENT_ID, gis, ...config });
  await service.initialize();
  await service.signIn();
  return service;
}

/** The event as Google holds it, asked for without the library. */
export async function storedEvent(email: string, eventId: string): Promise<GoogleEvent> {
  const { access_token: token } = await aToken(email);
  const path = `${emulatorEndpoints.api}/calendars/${encodeURIComponent(email)}/events/${eventId}`;
  const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  return (await response.json()) as GoogleEvent;
}

/** Waits until the view is complete. */
export async function loaded(service: GoogleCalendarService): Promise<void> {
  await firstValueFrom(service.syncState$.pipe(filter(({ phase }) => phase === 'idle')));
}
