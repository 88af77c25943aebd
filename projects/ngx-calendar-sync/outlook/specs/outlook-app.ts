import {
  createEnvironmentInjector,
  EnvironmentInjector,
  type Provider,
  provideZonelessChangeDetection,
} from '@angular/core';
import { provideHttpClient } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import type { ɵAuthState as AuthState } from 'ngx-calendar-sync/account';
import {
  type OutlookCalendarSyncConfig,
  outlookEmulator,
  ɵOutlookLogin as OutlookLogin,
} from 'ngx-calendar-sync/outlook/start';
import { OUTLOOK_CONFIG_SOURCE } from '../runtime/config/outlook-config';
import { OutlookAuth } from '../runtime/outlook-auth';
import { OUTLOOK_SIGN_IN_PROVIDERS } from '../runtime/sign-in-providers';

declare const __karma__: { readonly config: { readonly graphEmulatorUrl: string } };

/** The URL of the emulator that Karma has started. All browsers share it, so each spec creates a user of its own. */
export const GRAPH_EMULATOR_URL = __karma__.config.graphEmulatorUrl;

/** The app that the emulator knows. */
export const CLIENT_ID = '00000000-1111-4222-8333-444444444444';

const OPEN_TABS: EnvironmentInjector[] = [];

/** Closes the tabs that {@link aTab} has opened, and waits until the browser has released their locks. */
export async function closeTabs(): Promise<void> {
  for (const tab of OPEN_TABS.splice(0)) {
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

/** Has {@link closeTabs} close this tab, too. */
export function keepTab(tab: EnvironmentInjector): void {
  OPEN_TABS.push(tab);
}

/** Closes one tab, as a browser does that is closed. */
export function closeTab(tab: EnvironmentInjector): void {
  OPEN_TABS.splice(OPEN_TABS.indexOf(tab), 1);
  tab.destroy();
}

/** To be called in a suite that opens tabs: closes them after each spec, and forgets what they have stored. */
export function useOutlookApp(): void {
  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideZonelessChangeDetection(), provideHttpClient()],
    });
  });

  afterEach(async () => {
    TestBed.resetTestingModule();
    await closeTabs();
    localStorage.clear();
    sessionStorage.clear();
  });
}

/** Sends a request to a control endpoint of the emulator. */
export async function control<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  return (await response.json()) as Answer;
}

/** Creates an account. `answer`: what its user does on Microsoft's pages; left out, the pages wait. */
export async function aUser(
  answer?: 'accept' | 'decline',
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { email } = await control<{ email: string }>('users', more);
  if (answer) {
    await control('answerPages', { email, answer });
  }
  return email;
}

/** A tab of an app that uses the emulator. It shares locks, channels and storage with the other tabs, as in a browser. */
export function aTab(
  config: OutlookCalendarSyncConfig = {},
  ...providers: readonly Provider[]
): { readonly auth: OutlookAuth; readonly injector: EnvironmentInjector; close(): void } {
  const source: OutlookCalendarSyncConfig = {
    clientId: CLIENT_ID,
    endpoints: outlookEmulator(GRAPH_EMULATOR_URL),
    ...config,
  };
  const injector = createEnvironmentInjector(
    [
      OutlookLogin,
      { provide: OUTLOOK_CONFIG_SOURCE, useValue: source },
      ...OUTLOOK_SIGN_IN_PROVIDERS,
      ...providers,
    ],
    TestBed.inject(EnvironmentInjector),
  );
  keepTab(injector);
  return {
    injector,
    auth: injector.get(OutlookAuth),
    close: () => {
      closeTab(injector);
    },
  };
}

type Status = 'signed-in' | 'signed-out' | 'expired';

/** Waits until the sign-in has this status. */
export function stateOf(auth: OutlookAuth, status: Status): Promise<AuthState> {
  return firstValueFrom(auth.state$.pipe(filter((state) => state.status === status)));
}

/** What Graph answers to a token of the library's. */
export async function statusAtGraph(token: string): Promise<number> {
  const headers = { Authorization: `Bearer ${token}` };
  return (await fetch(`${GRAPH_EMULATOR_URL}/v1.0/me/calendars`, { headers })).status;
}

/** What the account has been asked for at Graph so far, as paths without queries. */
export async function requestsOf(email: string): Promise<readonly string[]> {
  const response = await fetch(`${GRAPH_EMULATOR_URL}/_emulator/requests`);
  const requests = (await response.json()) as readonly { user?: string; path: string }[];
  return requests.filter(({ user }) => user === email).map(({ path }) => path);
}
