import { CalendarSyncError } from 'ngx-calendar-sync';
import {
  type GoogleCalendarSyncConfig,
  type GoogleEndpoints,
  googleEndpoints,
} from './google-calendar-sync.config';
import { ianaZone } from './google-time-zone';

export const CREDENTIALS_PAGE = 'https://console.cloud.google.com/apis/credentials';

/** Endpoints may be relative to the page; which page it is does not matter for their validity. */
const ANY_PAGE = 'https://app.invalid/';

/** No real credential has any other characters. */
const CREDENTIAL = /^[\w.@-]+$/;
/** What samples and templates have in the place of a credential. */
const SAMPLE =
  /^(your|insert|replace|change|paste|enter)([-_.]|$)|^your(google|oauth|client|api|public)|^(google[-_.]?)?(oauth[-_.]?)?(client[-_.]?id|api[-_.]?key)($|\.)|^x{2,}|^[\W_]+$|^(undefined|null|nan|todo|tbd|none)$|\.\.\./i;
/** The same within a longer word: `MY_CLIENT_ID`, `__API_KEY__`, `put-your-key-here`, `changeme`, `process.env.KEY`. */
const SAMPLE_WORDS =
  /client_id|api_key|client[-_]?secret|[-_]your[-_]|[-_]here$|^(my|put|add|fill|sample|example|dummy|todo)[-_.]|^(changeme|placeholder|true|false)$|^(process|import\.meta)\.env/i;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const CLIENT_SECRET_PREFIX = 'GOCSPX-';
const API_KEY_PREFIX = 'AIza';
const CLIENT_ID_SUFFIX = '.apps.googleusercontent.com';

export function invalidConfig(problem: string, cause?: unknown): CalendarSyncError {
  return new CalendarSyncError(
    'invalid-config',
    `Google Calendar is not set up: ${problem}`,
    cause === undefined ? {} : { cause },
  );
}

/** A value out of a file or of the environment may be anything. */
export function shown(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : `of the type ${typeOf(value)}`;
}

/** `undefined` where there is none. */
export function credential(name: 'clientId' | 'apiKey', given: unknown): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  const value = typeof given === 'string' ? given.trim() : '';
  // What may be a secret that came to the wrong place is not repeated.
  if (value.startsWith(CLIENT_SECRET_PREFIX)) {
    throw invalidConfig(
      `${name} is a client secret, which no browser may know. Make a new one, keep it on your server, and ` +
        `get the ${name} at ${CREDENTIALS_PAGE}`,
    );
  }
  if (name === 'clientId' && value.startsWith(API_KEY_PREFIX)) {
    throw invalidConfig(`clientId is an API key. Get the client ID at ${CREDENTIALS_PAGE}`);
  }
  if (name === 'apiKey' && value.endsWith(CLIENT_ID_SUFFIX)) {
    throw invalidConfig(`apiKey is a client ID. Get the API key at ${CREDENTIALS_PAGE}`);
  }
  if (!CREDENTIAL.test(value) || SAMPLE.test(value) || SAMPLE_WORDS.test(value)) {
    throw invalidConfig(
      `${name} is ${shown(given)}, which is none of Google's. Get a real one at ${CREDENTIALS_PAGE}`,
    );
  }
  return value;
}

/** Scopes in an array, or, as OAuth writes them, in a text with spaces. */
export function scopeList(given: unknown): readonly string[] {
  const parts: readonly unknown[] = Array.isArray(given) ? given : [given];
  const scopes = parts.flatMap((part) => {
    if (typeof part !== 'string') {
      throw invalidConfig(
        `scopes is an array of texts, or a text with spaces, not ${shown(part)}.`,
      );
    }
    return part.split(/\s+/).filter(Boolean);
  });
  const wrong = scopes.find((scope) => /[,;"\\]/.test(scope));
  if (wrong !== undefined) {
    throw invalidConfig(`scopes has ${shown(wrong)}: put spaces between scopes, and nothing else.`);
  }
  return [...new Set(scopes)];
}

export function timeZoneName(given: unknown): string | undefined {
  if (given === undefined) {
    return undefined;
  }
  // Some browsers read "+05:30" as well, which Google refuses.
  if (typeof given !== 'string' || ianaZone(given) !== given) {
    throw invalidConfig(`timeZone is ${shown(given)}, not an IANA name such as "Europe/Berlin".`);
  }
  return given;
}

export function milliseconds(name: string, given: unknown): number {
  if (typeof given === 'number' && given >= 0) {
    return given;
  }
  throw invalidConfig(`${name} is a number of milliseconds from 0 up, not ${shown(given)}.`);
}

/** @throws CalendarSyncError `invalid-config` where it is no address of a web server, nor one relative to the page. */
export function webAddress(name: string, given: unknown): string {
  const text = typeof given === 'string' ? given.trim() : '';
  const url = text !== '' && URL.canParse(text, ANY_PAGE) ? new URL(text, ANY_PAGE) : undefined;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  if (!isWeb || url.username || url.password || url.hash || /[*%]/.test(url.hostname)) {
    throw invalidConfig(`${name} is ${shown(given)}, which is not the address of a web server.`);
  }
  return text;
}

/** An address that paths are put behind. */
export function baseAddress(name: string, given: unknown): string {
  const address = webAddress(name, given);
  if (address.includes('?')) {
    throw invalidConfig(`${name} is ${shown(given)}: paths come behind it, so it has no "?".`);
  }
  return address.replace(/\/+$/, '');
}

export function endpointAddresses(given: GoogleCalendarSyncConfig['endpoints']): GoogleEndpoints {
  const addresses: unknown = given ?? {};
  if (typeof addresses !== 'object' || addresses === null || Array.isArray(addresses)) {
    throw invalidConfig(
      `endpoints is ${shown(addresses)}, not an object of addresses: for an emulator it is ` +
        `googleEmulator('http://localhost:4300').`,
    );
  }
  const names = Object.keys(googleEndpoints);
  const all = new Map<string, unknown>(Object.entries(googleEndpoints));
  for (const [name, address] of Object.entries(addresses)) {
    if (!names.includes(name)) {
      throw invalidConfig(`endpoints has no "${name}"; what there is: ${names.join(', ')}.`);
    }
    if (address !== undefined) {
      all.set(name, address);
    }
  }
  return {
    gis: scriptAddress('endpoints.gis', all.get('gis')),
    gapi: scriptAddress('endpoints.gapi', all.get('gapi')),
    api: apiAddress(all.get('api')),
    userinfo: webAddress('endpoints.userinfo', all.get('userinfo')),
  };
}

/** A proxy may have the API at the root of its host; on this machine that is the emulator, which has it elsewhere. */
function apiAddress(given: unknown): string {
  const address = baseAddress('endpoints.api', given);
  const { hostname, pathname } = new URL(address, ANY_PAGE);
  if (pathname === '/' && LOOPBACK.test(hostname)) {
    throw invalidConfig(
      `endpoints.api is ${shown(given)}, without the path of the API. For the emulator endpoints is ` +
        `googleEmulator(${JSON.stringify(address)}).`,
    );
  }
  return address;
}

function scriptAddress(name: string, given: unknown): string {
  const address = webAddress(name, given);
  if (new URL(address, ANY_PAGE).pathname === '/') {
    throw invalidConfig(
      `${name} is ${shown(given)}, which is no script. For an emulator endpoints is ` +
        `googleEmulator('http://localhost:4300').`,
    );
  }
  return address;
}

function typeOf(value: unknown): string {
  if (value === null) {
    return 'null';
  }
  return Array.isArray(value) ? 'array' : typeof value;
}
