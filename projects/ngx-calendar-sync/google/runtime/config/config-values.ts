import {
  ɵdescribeValue as describeValue,
  ɵinvalidConfig as invalidConfig,
  ɵPLACEHOLDER_PAGE_URL as PLACEHOLDER_PAGE_URL,
  ɵreadBaseUrl as readBaseUrl,
  ɵreadWebUrl as readWebUrl,
} from 'ngx-calendar-sync/base';
import {
  type GoogleCalendarSyncConfig,
  type GoogleEndpoints,
  googleEndpoints,
} from 'ngx-calendar-sync/google/start';
import { ianaZone } from './google-time-zone';

export const CREDENTIALS_PAGE_URL = 'https://console.cloud.google.com/apis/credentials';

/** The characters that Google's client IDs and API keys consist of. */
const CREDENTIAL_CHARACTERS = /^[\w.@-]+$/;
/** What samples and templates write where the app's own credential belongs, such as `YOUR_CLIENT_ID` or `<key>`. */
const SAMPLE_CREDENTIAL =
  /^(your|insert|replace|change|paste|enter)([-_.]|$)|^your(google|oauth|client|api|public)|^(google[-_.]?)?(oauth[-_.]?)?(client[-_.]?id|api[-_.]?key)($|\.)|^x{2,}|^[\W_]+$|^(undefined|null|nan|todo|tbd|none)$|\.\.\./i;
/** Further sample credentials: `MY_CLIENT_ID`, `__API_KEY__`, `put-your-key-here`, `changeme`, `process.env.KEY`. */
const SAMPLE_CREDENTIAL_PART =
  /client_id|api_key|client[-_]?secret|[-_]your[-_]|[-_]here$|^(my|put|add|fill|sample|example|dummy|todo)[-_.]|^(changeme|placeholder|true|false)$|^(process|import\.meta)\.env/i;
/** What a build makes of a variable that is not set. */
const UNSET_CREDENTIAL = /^(undefined|null|nan)$/i;
const LOOPBACK_HOST = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const CLIENT_SECRET_PREFIX = 'GOCSPX-';
const API_KEY_PREFIX = 'AIza';
const CLIENT_ID_SUFFIX = '.apps.googleusercontent.com';

/**
 * @returns The credential without spaces around it, `undefined` if it is not set.
 * @throws CalendarSyncError `invalid-config` for a secret, a credential of the other kind or a sample.
 */
export function readCredential(name: 'clientId' | 'apiKey', value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  const text = typeof value === 'string' ? value.trim() : '';
  // These three messages do not repeat the value: it may be a secret, and errors end up in logs.
  if (text.startsWith(CLIENT_SECRET_PREFIX)) {
    throw invalidConfig(
      name,
      ngDevMode &&
        `${name} is a client secret, which must never be in a browser. Replace the secret by a new one, keep ` +
          `that on your server, and get the ${name} at ${CREDENTIALS_PAGE_URL}`,
    );
  }
  if (ngDevMode && name === 'clientId' && text.startsWith(API_KEY_PREFIX)) {
    throw invalidConfig(
      'clientId',
      `clientId is an API key. Get the client ID at ${CREDENTIALS_PAGE_URL}`,
    );
  }
  if (ngDevMode && name === 'apiKey' && text.endsWith(CLIENT_ID_SUFFIX)) {
    throw invalidConfig(
      'apiKey',
      `apiKey is a client ID. Get the API key at ${CREDENTIALS_PAGE_URL}`,
    );
  }
  const isSample = ngDevMode && (SAMPLE_CREDENTIAL.test(text) || SAMPLE_CREDENTIAL_PART.test(text));
  if (!CREDENTIAL_CHARACTERS.test(text) || UNSET_CREDENTIAL.test(text) || isSample) {
    throw invalidConfig(
      name,
      ngDevMode &&
        `${name} is ${describeValue(value)}, which Google never issues. Get a real one at ${CREDENTIALS_PAGE_URL}`,
    );
  }
  return text;
}

/** @throws CalendarSyncError `invalid-config` for anything but an IANA name. */
export function readTimeZone(value: unknown): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  // Some browsers accept offsets such as "+05:30" as time zones, which Google refuses.
  if (typeof value !== 'string' || ianaZone(value) !== value) {
    throw invalidConfig(
      'timeZone',
      ngDevMode &&
        `timeZone is ${describeValue(value)}. Set an IANA name, such as "Europe/Berlin".`,
    );
  }
  return value;
}

/** @throws CalendarSyncError `invalid-config` for an unknown endpoint, or one that is not the URL it has to be. */
export function readEndpoints(value: GoogleCalendarSyncConfig['endpoints']): GoogleEndpoints {
  const endpoints: unknown = value ?? {};
  if (typeof endpoints !== 'object' || endpoints === null || Array.isArray(endpoints)) {
    throw invalidConfig(
      'endpoints',
      ngDevMode &&
        `endpoints is ${describeValue(endpoints)}. Set an object of URLs; for an emulator ` +
          `googleEmulator('http://localhost:4300').`,
    );
  }
  const names = Object.keys(googleEndpoints);
  const urls = new Map<string, unknown>(Object.entries(googleEndpoints));
  for (const [name, url] of Object.entries(endpoints)) {
    if (!names.includes(name)) {
      throw invalidConfig(
        'endpoints',
        ngDevMode && `endpoints has no "${name}". Set one of: ${names.join(', ')}.`,
      );
    }
    if (url !== undefined) {
      urls.set(name, url);
    }
  }
  const api = readApiUrl(urls.get('api'));
  const batch = readBatchUrl(urls.get('batch'), api);
  return {
    gis: readScriptUrl('endpoints.gis', urls.get('gis')),
    gapi: readScriptUrl('endpoints.gapi', urls.get('gapi')),
    api,
    ...(batch === undefined ? {} : { batch }),
    userinfo: readWebUrl('endpoints.userinfo', urls.get('userinfo')),
  };
}

/**
 * A proxy may serve the API at the root of its host. A root on a loopback host is refused all the same: it is almost
 * always the emulator's URL, whose API is at another path.
 */
function readApiUrl(value: unknown): string {
  const url = readBaseUrl('endpoints.api', value);
  const { hostname, pathname } = new URL(url, PLACEHOLDER_PAGE_URL);
  // An emulator is used in development builds.
  if (ngDevMode && pathname === '/' && LOOPBACK_HOST.test(hostname)) {
    throw invalidConfig(
      'endpoints.api',
      `endpoints.api is ${describeValue(value)}, without the path of the API. For the emulator set endpoints to ` +
        `googleEmulator(${JSON.stringify(url)}).`,
    );
  }
  return url;
}

/** An `api` of the app's own has no batches by default: nobody knows whether its server takes them. */
function readBatchUrl(value: unknown, api: string): string | undefined {
  const url = readWebUrl('endpoints.batch', value);
  const originOf = (address: string) => new URL(address, PLACEHOLDER_PAGE_URL).origin;
  if (originOf(url) === originOf(api)) {
    return url;
  }
  if (url === googleEndpoints.batch) {
    return undefined;
  }
  throw invalidConfig(
    'endpoints.batch',
    ngDevMode &&
      `endpoints.batch is ${describeValue(value)}, of another server than endpoints.api. Set a URL of the same ` +
        `origin, or leave it out.`,
  );
}

function readScriptUrl(name: string, value: unknown): string {
  const url = readWebUrl(name, value);
  if (ngDevMode && new URL(url, PLACEHOLDER_PAGE_URL).pathname === '/') {
    throw invalidConfig(
      name,
      `${name} is ${describeValue(value)}, without the path of a script. For an emulator set endpoints to ` +
        `googleEmulator('http://localhost:4300').`,
    );
  }
  return url;
}
