import { auth as calendarAuth, calendar, type calendar_v3 } from '@googleapis/calendar';
import { OAuth2Client } from 'google-auth-library';
import { createEmulator, DEFAULT_API_KEY, type Emulator } from '../../emulator.ts';
import type { EmulatorControl } from '../../control/emulator-control.ts';
import { DEFAULT_CLIENT } from '../../oauth/clients.ts';
import { SignInWindow } from '../../testing/sign-in-window.ts';
import { ADA, BEN, CALENDAR, smallWorld } from '../../testing/small-world.ts';

export type Api = calendar_v3.Calendar;
/** @googleapis/calendar contains its own copy of the auth library and accepts only that copy's types. */
export type ApiAuth = InstanceType<typeof calendarAuth.OAuth2>;

/** The server that the suite runs against: the emulator or Google. */
export interface Target {
  readonly name: string;
  /** Whether clock, faults, other accounts and sign-in without a person are available. */
  readonly isEmulator: boolean;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Address of the account that signs in, if it is known. */
  readonly email: string | undefined;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** @throws Error if the target is Google. */
  readonly control: EmulatorControl;
  /** The address on the target that replaces one of Google's. */
  address(url: string): string;
  /** A refresh token of the account with `ALL_SCOPES`. */
  refreshToken(): Promise<string>;
  /**
   * Signs in and allows all requested scopes.
   * @throws Error if the target is Google.
   */
  allow(authorizeUrl: string): Promise<SignInWindow>;
}

/** The endpoints of `google-auth-library`. */
const ENDPOINTS = {
  oauth2AuthBaseUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
  oauth2TokenUrl: 'https://oauth2.googleapis.com/token',
  oauth2RevokeUrl: 'https://oauth2.googleapis.com/revoke',
  tokenInfoUrl: 'https://oauth2.googleapis.com/tokeninfo',
  oauth2FederatedSignonPemCertsUrl: 'https://www.googleapis.com/oauth2/v1/certs',
  oauth2FederatedSignonJwkCertsUrl: 'https://www.googleapis.com/oauth2/v3/certs',
};

export const ALL_SCOPES = [CALENDAR, 'openid', 'email', 'profile'];

/** The emulator's API key. Specs with an API key do not run against Google. */
export const API_KEY = DEFAULT_API_KEY;
export const SOMEBODY_ELSE = BEN;

export function emulatorTarget(): Target {
  let emulator: Emulator | undefined;
  const running = (): Emulator => {
    if (!emulator) {
      throw new Error('The emulator runs inside of specs only.');
    }
    return emulator;
  };
  const target: Target = {
    name: 'the emulator',
    isEmulator: true,
    clientId: DEFAULT_CLIENT.id,
    clientSecret: DEFAULT_CLIENT.secret,
    redirectUri: 'http://localhost:4200/back',
    email: ADA,
    async start() {
      emulator = await createEmulator({ seed: smallWorld() });
    },
    async stop() {
      await emulator?.close();
    },
    get control() {
      return running().control;
    },
    address: (url) => new URL(new URL(url).pathname, running().url).href,
    async refreshToken() {
      const auth = authClient(target);
      const url = auth.generateAuthUrl({
        access_type: 'offline',
        prompt: 'consent',
        scope: ALL_SCOPES,
        login_hint: ADA,
      });
      const code = (await target.allow(url)).redirect.fields['code'] ?? '';
      return (await auth.getToken(code)).tokens.refresh_token ?? '';
    },
    async allow(authorizeUrl) {
      const query = Object.fromEntries(new URL(authorizeUrl).searchParams);
      return (await SignInWindow.open(running().url, query)).allow();
    },
  };
  return target;
}

/**
 * Google, or a server that replaces it at `GOOGLE_ADDRESS`, with the client and the refresh token from environment
 * variables.
 */
export function googleTarget(environment: NodeJS.ProcessEnv): Target {
  const read = (name: string) => {
    const value = environment[name];
    if (!value) {
      throw new Error(`${name} is not set.`);
    }
    return value;
  };
  const emulatorOnly = () => new Error('Only the emulator can do this.');
  const refreshToken = read('GOOGLE_REFRESH_TOKEN');
  const replacementAddress = environment['GOOGLE_ADDRESS'];
  return {
    name: 'Google',
    isEmulator: false,
    clientId: read('GOOGLE_CLIENT_ID'),
    clientSecret: read('GOOGLE_CLIENT_SECRET'),
    redirectUri: environment['GOOGLE_REDIRECT_URI'] ?? 'http://localhost',
    email: undefined,
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    get control(): EmulatorControl {
      throw emulatorOnly();
    },
    address: (url) =>
      replacementAddress ? new URL(new URL(url).pathname, replacementAddress).href : url,
    refreshToken: () => Promise.resolve(refreshToken),
    allow: () => Promise.reject(emulatorOnly()),
  };
}

/** Options that both copies of the auth library accept. */
export interface AuthOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly endpoints: Record<string, string>;
}

export function authOptions(target: Target): AuthOptions {
  const endpoints = Object.fromEntries(
    Object.entries(ENDPOINTS).map(([name, url]) => [name, target.address(url)]),
  );
  return {
    clientId: target.clientId,
    clientSecret: target.clientSecret,
    redirectUri: target.redirectUri,
    endpoints,
  };
}

export function authClient(target: Target): OAuth2Client {
  return new OAuth2Client(authOptions(target));
}

/** A client of Calendar v3 with these credentials or an API key. */
export function apiClient(target: Target, auth: ApiAuth | string): Api {
  const rootUrl = target.address('https://www.googleapis.com/');
  return calendar({ version: 'v3', auth, rootUrl, retry: false });
}

/** A client of Calendar v3 for the account that signs in. */
export async function signedInApi(target: Target): Promise<Api> {
  // The client takes expiry by the real clock, but the emulator's clock may differ: renew after a 401 instead.
  const auth = new calendarAuth.OAuth2({ ...authOptions(target), forceRefreshOnFailure: true });
  auth.setCredentials({ refresh_token: await target.refreshToken() });
  return apiClient(target, auth);
}
