import type { ConflictPolicy, SendUpdates } from 'ngx-calendar-sync/core';
import {
  ɵdescribeValue as describeValue,
  ɵinvalidConfig as invalidConfig,
  ɵreadBaseUrl as readBaseUrl,
  ɵreadWebUrl as readWebUrl,
} from 'ngx-calendar-sync/base';
import {
  ɵassertObject as assertObject,
  ɵreadMilliseconds as readMilliseconds,
  ɵreadScopes as readScopes,
  ɵreadWord as readWord,
  ɵroutesOf as routesOf,
  type ɵServerConfig as ServerConfig,
} from 'ngx-calendar-sync/account';
import {
  type GoogleApiClient,
  type GoogleIdentityServices,
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
  type GoogleEndpoints,
  type GoogleTokenGiver,
} from 'ngx-calendar-sync/google/start';
import { canListCalendars, canReadProfile } from './google-scopes';
import { CREDENTIALS_PAGE_URL, readCredential, readEndpoints, readTimeZone } from './config-values';
import { type OwnProperties, readOwnProperties } from './own-properties';

/** A checked configuration with its defaults filled in. */
export interface ResolvedConfig {
  readonly clientId: string | undefined;
  readonly apiKey: string | undefined;
  readonly scopes: readonly string[];
  readonly timeZone: string | undefined;
  readonly ownProperties: OwnProperties;
  readonly gis: GoogleIdentityServices | undefined;
  readonly gapi: GoogleApiClient | 'load' | undefined;
  /** Milliseconds. */
  readonly tokenWait: number;
  readonly sendUpdates: SendUpdates;
  readonly conflicts: ConflictPolicy;
  readonly auth: 'client' | 'server' | 'redirect' | 'own';
  readonly start: 'eager' | 'lazy';
  /** Set only with `auth: 'own'`. */
  readonly tokenGiver: GoogleTokenGiver | undefined;
  /** Set only with `auth: 'server'` and `auth: 'redirect'`. */
  readonly server: ServerConfig | undefined;
  readonly endpoints: GoogleEndpoints;
}

const DEFAULT_TOKEN_WAIT_MS = 30_000;

/**
 * @param isEventField Whether events have a field of this name.
 * @throws CalendarSyncError `invalid-config` for a configuration that cannot work, with what to set and where to get it.
 */
export function resolveConfig(
  config: GoogleCalendarSyncConfig,
  isEventField: (name: string) => boolean = () => false,
): ResolvedConfig {
  assertObject(config);
  const clientId = readCredential('clientId', config.clientId);
  const apiKey = readCredential('apiKey', config.apiKey);
  const auth = readAuth(config.auth ?? 'client');
  if (!clientId && !apiKey && auth !== 'own') {
    throw invalidConfig(
      'clientId',
      ngDevMode &&
        `Neither clientId nor apiKey is set. For private calendars create an OAuth client ID of type ` +
          `"Web application", for public ones an API key, both at ${CREDENTIALS_PAGE_URL}`,
    );
  }
  const scopes = readScopes(config.scopes ?? DEFAULT_GOOGLE_SCOPES);
  if (clientId && !canListCalendars(scopes) && !canReadProfile(scopes)) {
    throw invalidConfig(
      'scopes',
      ngDevMode &&
        `These scopes do not tell who has signed in. Add a scope that lists calendars, such as ` +
          `https://www.googleapis.com/auth/calendar.calendarlist.readonly, or "openid" and "email".`,
    );
  }
  return {
    clientId,
    apiKey,
    scopes,
    timeZone: readTimeZone(config.timeZone),
    ownProperties: readOwnProperties(config.ownProperties, isEventField),
    gis: config.gis,
    gapi: config.gapi,
    tokenWait: readMilliseconds('tokenWait', config.tokenWait ?? DEFAULT_TOKEN_WAIT_MS),
    sendUpdates: readWord('sendUpdates', config.sendUpdates ?? 'none', [
      'all',
      'externalOnly',
      'none',
    ]),
    conflicts: readWord('conflicts', config.conflicts ?? 'ask', ['ask', 'mine', 'theirs']),
    auth,
    start: readWord('start', config.start ?? 'eager', ['eager', 'lazy']),
    tokenGiver: typeof config.auth === 'object' ? config.auth : undefined,
    server: auth === 'server' || auth === 'redirect' ? readServer(config, auth) : undefined,
    endpoints: readEndpoints(config.endpoints),
  };
}

function readAuth(auth: NonNullable<GoogleCalendarSyncConfig['auth']>): ResolvedConfig['auth'] {
  if (auth === 'client' || auth === 'server' || auth === 'redirect') {
    return auth;
  }
  if (isTokenGiver(auth)) {
    return 'own';
  }
  throw invalidConfig(
    'auth',
    ngDevMode &&
      `auth: ${typeof auth === 'string' ? `'${String(auth)}'` : describeValue(auth)} is not known. Set 'client', 'server', 'redirect' or an object with getAccessToken().`,
  );
}

function isTokenGiver(auth: GoogleTokenGiver | null): boolean {
  return typeof auth?.getAccessToken === 'function';
}

function readServer(config: GoogleCalendarSyncConfig, auth: 'server' | 'redirect'): ServerConfig {
  const { tokenServer, authUrl, refreshUrl } = config;
  const tokenMode =
    config.tokenMode === undefined
      ? undefined
      : readWord('tokenMode', config.tokenMode, ['sealed', 'contract']);
  if (auth === 'redirect' && tokenMode === 'contract') {
    throw invalidConfig(
      'tokenMode',
      ngDevMode &&
        `auth: 'redirect' needs tokenMode: 'sealed', since a redirect cannot give the page a refresh token.`,
    );
  }
  if (tokenServer !== undefined) {
    const base = readBaseUrl('tokenServer', tokenServer);
    return { ...routesOf(base), sealed: tokenMode !== 'contract' };
  }
  if (auth === 'redirect' || !authUrl || !refreshUrl) {
    throw invalidConfig(
      'tokenServer',
      ngDevMode &&
        `auth: '${auth}' needs ${auth === 'redirect' ? 'tokenServer' : 'tokenServer, or authUrl and refreshUrl'}: the address of your google-calendar-token-server.`,
    );
  }
  const routes = {
    authUrl: readWebUrl('authUrl', authUrl),
    refreshUrl: readWebUrl('refreshUrl', refreshUrl),
  };
  return {
    // The sealed mode exists only in google-calendar-token-server, all of whose routes have the same base URL.
    ...routesOf(routes.refreshUrl.replace(/\/[^/]*$/, '')),
    ...routes,
    sealed: tokenMode === 'sealed',
  };
}
