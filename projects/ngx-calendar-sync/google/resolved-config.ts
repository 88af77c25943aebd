import { CalendarSyncError } from 'ngx-calendar-sync';
import { canListCalendars, canReadProfile } from './auth/google-scopes';
import type { GoogleIdentityServices } from './auth/google-identity-services';
import {
  defaultGoogleScopes,
  type GoogleCalendarSyncConfig,
  type GoogleEndpoints,
  googleEndpoints,
} from './google-calendar-sync.config';

/** A config that can work, with its defaults filled in. */
export interface ResolvedConfig {
  readonly clientId: string | undefined;
  readonly apiKey: string | undefined;
  readonly scopes: readonly string[];
  readonly timeZone: string | undefined;
  readonly gis: GoogleIdentityServices | undefined;
  readonly endpoints: GoogleEndpoints;
}

/** Endpoints may be relative to the page; which page it is does not matter for their validity. */
const base = 'https://app.invalid/';

const credentials = 'https://console.cloud.google.com/apis/credentials';

/** @throws CalendarSyncError `invalid-config`, naming what is missing and where to get it. */
export function resolveConfig(config: GoogleCalendarSyncConfig): ResolvedConfig {
  const clientId = value('clientId', config.clientId);
  const apiKey = value('apiKey', config.apiKey);
  if (!clientId && !apiKey) {
    throw invalid(
      `Neither clientId nor apiKey is set. For private calendars create an OAuth client ID of type ` +
        `"Web application", for public ones an API key, both at ${credentials}`,
    );
  }
  const auth: string = config.auth ?? 'client';
  if (auth !== 'client') throw invalid(`auth: '${auth}' is not known; what there is: 'client'.`);
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
    endpoints: endpoints(config.endpoints ?? {}),
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
  for (const [name, url] of Object.entries(all)) {
    const parsed = URL.canParse(url, base) ? new URL(url, base) : undefined;
    if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username || parsed.hash) {
      throw invalid(`endpoints.${name} is "${url}", which is not the URL of a web server.`);
    }
  }
  return { ...all, api: all.api.replace(/\/+$/, '') };
}
