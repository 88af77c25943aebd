import { CalendarSyncError } from 'ngx-calendar-sync';
import type { GoogleApiClient } from './auth/google-api-client';
import { canListCalendars, canReadProfile } from './auth/google-scopes';
import type { GoogleIdentityServices } from './auth/google-identity-services';
import {
  defaultGoogleScopes,
  type GoogleCalendarSyncConfig,
  type GoogleEndpoints,
  googleEndpoints,
  type GoogleTokenGiver,
} from './google-calendar-sync.config';

/** A config that can work, with its defaults filled in. */
export interface ResolvedConfig {
  readonly clientId: string | undefined;
  readonly apiKey: string | undefined;
  readonly scopes: readonly string[];
  readonly timeZone: string | undefined;
  readonly gis: GoogleIdentityServices | undefined;
  readonly gapi: GoogleApiClient | 'load' | undefined;
  /** Milliseconds. */
  readonly tokenWait: number;
  readonly auth: 'client' | 'server' | 'redirect' | 'own';
  /** For `auth: 'own'`. */
  readonly tokenGiver: GoogleTokenGiver | undefined;
  /** For `auth: 'server'` and `auth: 'redirect'`. */
  readonly server: ServerConfig | undefined;
  readonly endpoints: GoogleEndpoints;
}

/** Where the app's own server is asked for tokens. */
export interface ServerConfig {
  /** Whether the refresh token is in the server's cookie. */
  readonly sealed: boolean;
  readonly authUrl: string;
  readonly refreshUrl: string;
  /** Only a google-calendar-token-server has these. */
  readonly signOutUrl?: string;
  readonly disconnectUrl?: string;
  readonly loginUrl?: string;
}

/** Milliseconds. */
const usualTokenWait = 30_000;

/** Endpoints may be relative to the page; which page it is does not matter for their validity. */
const base = 'https://app.invalid/';

const credentials = 'https://console.cloud.google.com/apis/credentials';

/** @throws CalendarSyncError `invalid-config`, naming what is missing and where to get it. */
export function resolveConfig(config: GoogleCalendarSyncConfig): ResolvedConfig {
  const clientId = value('clientId', config.clientId);
  const apiKey = value('apiKey', config.apiKey);
  const auth = authOf(config.auth ?? 'client');
  if (!clientId && !apiKey && auth !== 'own') {
    throw invalid(
      `Neither clientId nor apiKey is set. For private calendars create an OAuth client ID of type ` +
        `"Web application", for public ones an API key, both at ${credentials}`,
    );
  }
  const scopes = config.scopes ?? defaultGoogleScopes;
  if (clientId && !canListCalendars(scopes) && !canReadProfile(scopes)) {
    throw invalid(
      `With these scopes nobody can tell who signed in. Add a scope that lists calendars, such as ` +
        `https://www.googleapis.com/auth/calendar.calendarlist.readonly, or "openid" and "email".`,
    );
  }
  return {
    clientId,
    apiKey,
    scopes,
    timeZone: timeZone(config.timeZone),
    gis: config.gis,
    gapi: config.gapi,
    tokenWait: config.tokenWait ?? usualTokenWait,
    auth,
    tokenGiver: typeof config.auth === 'object' ? config.auth : undefined,
    server: auth === 'server' || auth === 'redirect' ? serverOf(config, auth) : undefined,
    endpoints: endpoints(config.endpoints ?? {}),
  };
}

function authOf(auth: NonNullable<GoogleCalendarSyncConfig['auth']>): ResolvedConfig['auth'] {
  if (auth === 'client' || auth === 'server' || auth === 'redirect') return auth;
  if (isTokenGiver(auth)) return 'own';
  const said = JSON.stringify(auth).replaceAll('"', "'");
  throw invalid(
    `auth: ${said} is not known; what there is: 'client', 'server', 'redirect' and an object with ` +
      `getAccessToken().`,
  );
}

/** What comes out of a file may be anything. */
function isTokenGiver(auth: GoogleTokenGiver | null): boolean {
  return typeof auth?.getAccessToken === 'function';
}

function serverOf(config: GoogleCalendarSyncConfig, auth: 'server' | 'redirect'): ServerConfig {
  const { tokenServer, authUrl, refreshUrl, tokenMode } = config;
  if (tokenServer !== undefined) {
    const at = (path: string) =>
      `${webUrl('tokenServer', tokenServer).replace(/\/+$/, '')}/${path}`;
    return {
      sealed: tokenMode !== 'contract',
      authUrl: at('auth'),
      refreshUrl: at('refresh'),
      signOutUrl: at('sign-out'),
      disconnectUrl: at('disconnect'),
      loginUrl: at('login'),
    };
  }
  if (auth === 'redirect' || !authUrl || !refreshUrl) {
    const wanted = auth === 'redirect' ? 'tokenServer' : 'tokenServer, or authUrl and refreshUrl';
    throw invalid(
      `auth: '${auth}' needs ${wanted}: the address of your google-calendar-token-server.`,
    );
  }
  return {
    sealed: tokenMode === 'sealed',
    authUrl: webUrl('authUrl', authUrl),
    refreshUrl: webUrl('refreshUrl', refreshUrl),
  };
}

function invalid(problem: string): CalendarSyncError {
  return new CalendarSyncError('invalid-config', `Google Calendar is not set up: ${problem}`);
}

function value(name: string, given: unknown): string | undefined {
  if (given === undefined) return undefined;
  if (typeof given !== 'string' || given.trim() === '' || /^YOUR_/i.test(given)) {
    throw invalid(`${name} is ${JSON.stringify(given)}. Get a real one at ${credentials}`);
  }
  return given.trim();
}

function timeZone(given: string | undefined): string | undefined {
  try {
    if (given !== undefined) new Intl.DateTimeFormat('en', { timeZone: given });
  } catch (cause) {
    throw new CalendarSyncError(
      'invalid-config',
      `timeZone "${given}" is not an IANA name such as "Europe/Berlin".`,
      { cause },
    );
  }
  return given;
}

function endpoints(given: Partial<GoogleEndpoints>): GoogleEndpoints {
  const all = { ...googleEndpoints, ...given };
  for (const [name, url] of Object.entries(all)) webUrl(`endpoints.${name}`, url);
  return { ...all, api: all.api.replace(/\/+$/, '') };
}

function webUrl(name: string, url: string): string {
  const parsed = URL.canParse(url, base) ? new URL(url, base) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.hash) {
    throw invalid(`${name} is "${url}", which is not the URL of a web server.`);
  }
  return url;
}
