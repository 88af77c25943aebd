import type { ConflictPolicy } from 'ngx-calendar-sync/core';
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
  DEFAULT_OUTLOOK_SCOPES,
  type OutlookCalendarSyncConfig,
  type OutlookEndpoints,
  outlookEndpoints,
  type OutlookTokenGiver,
} from 'ngx-calendar-sync/outlook/start';
import { canReadCalendars, IDENTITY_SCOPES } from './outlook-scopes';

/** A checked configuration with its defaults filled in. */
export interface ResolvedOutlookConfig {
  readonly clientId: string | undefined;
  readonly tenant: string;
  /** The permissions. What tells who signs in is asked for beside them. */
  readonly scopes: readonly string[];
  /** Absolute or relative to the page. */
  readonly redirectUri: string;
  readonly auth: 'client' | 'redirect' | 'server' | 'own';
  readonly start: 'eager' | 'lazy';
  /** Set only with `auth: 'own'`. */
  readonly tokenGiver: OutlookTokenGiver | undefined;
  /** Set only with `auth: 'server'`. */
  readonly server: ServerConfig | undefined;
  readonly signOutOfMicrosoft: boolean;
  readonly timeZone: string | undefined;
  /** Milliseconds. */
  readonly tokenWait: number;
  readonly conflicts: ConflictPolicy;
  readonly endpoints: OutlookEndpoints;
}

const REGISTRATIONS_PAGE_URL =
  'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade';
const DEFAULT_TOKEN_WAIT_MS = 30_000;
/** The file that the library brings, beside the app. */
const REDIRECT_PAGE = 'outlook-redirect.html';
/** Relative to the page: the app's own first page. */
const FIRST_PAGE = './';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** The placeholder of Microsoft's own samples. */
const EMPTY_GUID = /^[0-]+$/;
/** A word such as `common`, the id of a tenant, or one of its domains. */
const TENANT = /^[\w-]+(\.[\w-]+)*$/;

/** @throws CalendarSyncError `invalid-config` for a configuration that cannot work, with what to set and where to get it. */
export function resolveOutlookConfig(config: OutlookCalendarSyncConfig): ResolvedOutlookConfig {
  assertObject(config);
  const auth = readAuth(config.auth ?? 'client');
  return {
    clientId: readClientId(config.clientId, auth),
    tenant: readTenant(config.tenant ?? 'common'),
    scopes: readPermissions(config.scopes ?? DEFAULT_OUTLOOK_SCOPES),
    redirectUri: readWebUrl(
      'redirectUri',
      config.redirectUri ?? (auth === 'redirect' ? FIRST_PAGE : REDIRECT_PAGE),
    ),
    auth,
    start: readWord('start', config.start ?? 'eager', ['eager', 'lazy']),
    tokenGiver: typeof config.auth === 'object' ? config.auth : undefined,
    server: auth === 'server' ? readServer(config.tokenServer) : undefined,
    signOutOfMicrosoft: config.signOutOfMicrosoft === true,
    timeZone: readTimeZone(config.timeZone),
    tokenWait: readMilliseconds('tokenWait', config.tokenWait ?? DEFAULT_TOKEN_WAIT_MS),
    conflicts: readWord('conflicts', config.conflicts ?? 'ask', ['ask', 'mine', 'theirs']),
    endpoints: readEndpoints(config.endpoints),
  };
}

/** The value is not repeated: it may be a client secret, and errors end up in logs. */
function readClientId(value: unknown, auth: ResolvedOutlookConfig['auth']): string | undefined {
  const text = typeof value === 'string' ? value.trim() : '';
  if (value === undefined && auth === 'own') {
    return undefined;
  }
  if (!GUID.test(text) || EMPTY_GUID.test(text)) {
    throw invalidConfig(
      'clientId',
      ngDevMode &&
        `clientId is ${value === undefined ? 'not set' : 'no application ID'}. Set the "Application (client) ID" of your ` +
          `registration, which looks like 1a2b3c4d-…, from ${REGISTRATIONS_PAGE_URL}`,
    );
  }
  return text;
}

function readTenant(value: unknown): string {
  if (typeof value !== 'string' || !TENANT.test(value)) {
    throw invalidConfig(
      'tenant',
      ngDevMode &&
        `tenant is ${describeValue(value)}. Set 'common', 'organizations', 'consumers', or the id or a domain of a tenant.`,
    );
  }
  return value;
}

function readPermissions(value: unknown): readonly string[] {
  const scopes = readScopes(value).filter((scope) => !IDENTITY_SCOPES.includes(scope));
  if (!canReadCalendars(scopes)) {
    throw invalidConfig(
      'scopes',
      ngDevMode &&
        `With these scopes no calendar can be read. Add Calendars.ReadWrite, Calendars.Read or Calendars.ReadBasic.`,
    );
  }
  return scopes;
}

function readAuth(
  auth: NonNullable<OutlookCalendarSyncConfig['auth']>,
): ResolvedOutlookConfig['auth'] {
  if (auth === 'client' || auth === 'redirect' || auth === 'server') {
    return auth;
  }
  if (isTokenGiver(auth)) {
    return 'own';
  }
  throw invalidConfig(
    'auth',
    ngDevMode &&
      `auth is ${describeValue(auth)}. Set 'client', 'redirect', 'server' or an object with getAccessToken().`,
  );
}

function isTokenGiver(auth: OutlookTokenGiver | null): boolean {
  return typeof auth?.getAccessToken === 'function';
}

function readServer(tokenServer: unknown): ServerConfig {
  if (tokenServer === undefined) {
    throw invalidConfig(
      'tokenServer',
      ngDevMode &&
        `auth: 'server' needs tokenServer: the address of your google-calendar-token-server with provider: 'microsoft'.`,
    );
  }
  return { ...routesOf(readBaseUrl('tokenServer', tokenServer)), sealed: true };
}

function readTimeZone(value: unknown): string | undefined {
  if (value === undefined || (typeof value === 'string' && isZone(value))) {
    return value;
  }
  throw invalidConfig(
    'timeZone',
    ngDevMode && `timeZone is ${describeValue(value)}. Set an IANA name, such as "Europe/Berlin".`,
  );
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Some browsers take offsets such as "+05:30", for which Outlook has no zone.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

function readEndpoints(value: OutlookCalendarSyncConfig['endpoints']): OutlookEndpoints {
  const endpoints: unknown = value ?? {};
  if (typeof endpoints !== 'object' || endpoints === null || Array.isArray(endpoints)) {
    throw invalidConfig(
      'endpoints',
      ngDevMode &&
        `endpoints is ${describeValue(endpoints)}. Set an object of URLs; for an emulator ` +
          `outlookEmulator('http://localhost:4310').`,
    );
  }
  const names = Object.keys(outlookEndpoints);
  const unknownName = Object.keys(endpoints).find((name) => !names.includes(name));
  if (unknownName !== undefined) {
    throw invalidConfig(
      'endpoints',
      ngDevMode && `endpoints has no "${unknownName}". Set one of: ${names.join(', ')}.`,
    );
  }
  const { identity, graph } = endpoints as Partial<OutlookEndpoints>;
  return {
    identity: readBaseUrl('endpoints.identity', identity ?? outlookEndpoints.identity),
    graph: readBaseUrl('endpoints.graph', graph ?? outlookEndpoints.graph),
  };
}
