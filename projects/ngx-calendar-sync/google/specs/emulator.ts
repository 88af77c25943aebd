import { TestBed } from '@angular/core/testing';
import {
  createEnvironmentInjector,
  EnvironmentInjector,
  type Provider,
  provideZonelessChangeDetection,
} from '@angular/core';
import { filter, firstValueFrom } from 'rxjs';
import { closeTab, closeTabs, rememberTab } from '../../account/specs/open-tabs';
import type { GoogleAuthState } from '../runtime/google-auth-state';
import type {
  GoogleCodeResponse,
  GoogleIdentityServices,
  GoogleRevocation,
  GoogleTokenResponse,
} from '../start/google-identity-services';
import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
} from '../start/google-calendar-sync.config';
import { googleEmulator } from '../start/google-emulator';
import { GoogleCalendarService } from '../google-calendar.service';
import {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
} from '../provide-google-calendar-sync';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

declare const __karma__: { readonly config: { readonly emulatorUrl: string } };

/** The URL of the emulator that Karma has started. All browsers share it, so each spec creates a user of its own. */
export const EMULATOR_URL = __karma__.config.emulatorUrl;

const CLIENT_ID = 'emulator.apps.googleusercontent.com';

export const emulatorEndpoints = googleEmulator(EMULATOR_URL);

export { closeTab, closeTabs };

/** Sends a request to a control endpoint of the emulator. */
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

/** Creates an account whose primary calendar has these events. Returns its email address. */
export async function aUser(events: readonly object[] = [], timeZone = 'UTC'): Promise<string> {
  const { email } = await control<{ email: string }>('users', { events, timeZone });
  return email;
}

/** An access token that the emulator issues without a sign-in window. */
export async function aToken(
  email: string,
  scopes: readonly string[] = DEFAULT_GOOGLE_SCOPES,
): Promise<GoogleTokenResponse> {
  return control('token', { email, scopes });
}

/** Stands in for Google's script: instead of opening a window it answers each request by `answer`. */
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

/** An app that uses the emulator. Nobody is signed in. */
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

/** Another tab of the app. It shares locks, broadcast channels and storage with the other tabs, as in a browser. */
export function aTab(
  config: GoogleCalendarSyncConfig,
  features: readonly GoogleCalendarSyncFeature[] = [],
  providers: readonly Provider[] = [],
): EnvironmentInjector {
  const tab = createEnvironmentInjector(
    [
      provideGoogleCalendarSync(
        {
          clientId: CLIENT_ID,
          endpoints: emulatorEndpoints,
          ...config,
        },
        ...features,
      ),
      ...providers,
    ],
    TestBed.inject(EnvironmentInjector),
  );
  rememberTab(tab);
  return tab;
}

/** Waits until the sign-in state has this status. */
export function stateOf(
  service: GoogleCalendarService,
  status: GoogleAuthState['status'],
): Promise<GoogleAuthState> {
  return firstValueFrom(service.authState$.pipe(filter((state) => state.status === status)));
}

/** An app in which this user is signed in. */
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

/** The event resource that the emulator stores, read without the library. */
export async function storedEvent(email: string, eventId: string): Promise<GoogleEvent> {
  const { access_token: token } = await aToken(email);
  const path = `${emulatorEndpoints.api}/calendars/${encodeURIComponent(email)}/events/${eventId}`;
  const response = await fetch(path, { headers: { Authorization: `Bearer ${token}` } });
  return (await response.json()) as GoogleEvent;
}

/** Waits until all events of the view are loaded. */
export async function loaded(service: GoogleCalendarService): Promise<void> {
  await firstValueFrom(service.syncState$.pipe(filter(({ phase }) => phase === 'idle')));
}
