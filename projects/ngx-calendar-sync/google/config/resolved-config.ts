import type { GoogleApiClient } from '../sdk/google-api-client';
import { canListCalendars, canReadProfile } from './google-scopes';
import type { GoogleIdentityServices } from '../sdk/google-identity-services';
import {
  baseAddress,
  credential,
  CREDENTIALS_PAGE,
  endpointAddresses,
  invalidConfig,
  milliseconds,
  scopeList,
  shown,
  timeZoneName,
  webAddress,
} from './config-values';
import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
  type GoogleEndpoints,
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
  /** Of the sealed mode alone, as are those below. */
  readonly signOutUrl: string;
  readonly disconnectUrl: string;
  readonly loginUrl: string;
}

const DEFAULT_TOKEN_WAIT_MS = 30_000;

/** @throws CalendarSyncError `invalid-config`, naming what is missing and where to get it. */
export function resolveConfig(config: GoogleCalendarSyncConfig): ResolvedConfig {
  assertObject(config);
  const clientId = credential('clientId', config.clientId);
  const apiKey = credential('apiKey', config.apiKey);
  const auth = authOf(config.auth ?? 'client');
  if (!clientId && !apiKey && auth !== 'own') {
    throw invalidConfig(
      `Neither clientId nor apiKey is set. For private calendars create an OAuth client ID of type ` +
        `"Web application", for public ones an API key, both at ${CREDENTIALS_PAGE}`,
    );
  }
  const scopes = scopeList(config.scopes ?? DEFAULT_GOOGLE_SCOPES);
  if (clientId && !canListCalendars(scopes) && !canReadProfile(scopes)) {
    throw invalidConfig(
      `With these scopes nobody can tell who signed in. Add a scope that lists calendars, such as ` +
        `https://www.googleapis.com/auth/calendar.calendarlist.readonly, or "openid" and "email".`,
    );
  }
  return {
    clientId,
    apiKey,
    scopes,
    timeZone: timeZoneName(config.timeZone),
    gis: config.gis,
    gapi: config.gapi,
    tokenWait: milliseconds('tokenWait', config.tokenWait ?? DEFAULT_TOKEN_WAIT_MS),
    auth,
    tokenGiver: typeof config.auth === 'object' ? config.auth : undefined,
    server: auth === 'server' || auth === 'redirect' ? serverOf(config, auth) : undefined,
    endpoints: endpointAddresses(config.endpoints),
  };
}

/** What comes out of a file may be anything. */
function assertObject(config: unknown): void {
  if (typeof config !== 'object' || config === null) {
    throw invalidConfig(`the configuration is ${shown(config)}, not an object.`);
  }
}

function authOf(auth: NonNullable<GoogleCalendarSyncConfig['auth']>): ResolvedConfig['auth'] {
  if (auth === 'client' || auth === 'server' || auth === 'redirect') {
    return auth;
  }
  if (isTokenGiver(auth)) {
    return 'own';
  }
  const said = typeof auth === 'string' ? `'${String(auth)}'` : shown(auth);
  throw invalidConfig(
    `auth: ${said} is not known; what there is: 'client', 'server', 'redirect' and an object with ` +
      `getAccessToken().`,
  );
}

function isTokenGiver(auth: GoogleTokenGiver | null): boolean {
  return typeof auth?.getAccessToken === 'function';
}

function serverOf(config: GoogleCalendarSyncConfig, auth: 'server' | 'redirect'): ServerConfig {
  const { tokenServer, authUrl, refreshUrl } = config;
  const tokenMode = tokenModeOf(config.tokenMode);
  if (auth === 'redirect' && tokenMode === 'contract') {
    throw invalidConfig(
      `auth: 'redirect' needs tokenMode: 'sealed', since no page comes back with a refresh token.`,
    );
  }
  if (tokenServer !== undefined) {
    const base = baseAddress('tokenServer', tokenServer);
    return {
      sealed: tokenMode !== 'contract',
      authUrl: `${base}/auth`,
      refreshUrl: `${base}/refresh`,
      ...sealedRoutes(base),
    };
  }
  if (auth === 'redirect' || !authUrl || !refreshUrl) {
    const wanted = auth === 'redirect' ? 'tokenServer' : 'tokenServer, or authUrl and refreshUrl';
    throw invalidConfig(
      `auth: '${auth}' needs ${wanted}: the address of your google-calendar-token-server.`,
    );
  }
  return {
    sealed: tokenMode === 'sealed',
    authUrl: webAddress('authUrl', authUrl),
    refreshUrl: webAddress('refreshUrl', refreshUrl),
    // Only a google-calendar-token-server seals; its routes are beside each other.
    ...sealedRoutes(refreshUrl.trim().replace(/\/[^/]*$/, '')),
  };
}

function tokenModeOf(given: unknown): GoogleCalendarSyncConfig['tokenMode'] {
  if (given === undefined || given === 'sealed' || given === 'contract') {
    return given;
  }
  throw invalidConfig(`tokenMode is ${shown(given)}; what there is: 'sealed', 'contract'.`);
}

function sealedRoutes(
  base: string,
): Pick<ServerConfig, 'signOutUrl' | 'disconnectUrl' | 'loginUrl'> {
  return {
    signOutUrl: `${base}/sign-out`,
    disconnectUrl: `${base}/disconnect`,
    loginUrl: `${base}/login`,
  };
}
