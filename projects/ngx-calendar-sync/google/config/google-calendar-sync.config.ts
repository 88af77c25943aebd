import type {
  ɵGivenToken as GivenToken,
  ɵTokenGiver as TokenGiver,
} from 'ngx-calendar-sync/account';
import type { GoogleApiClient } from '../sdk/google-api-client';
import type { GoogleIdentityServices } from '../sdk/google-identity-services';

/** What an app says about itself and Google; `clientId` or `apiKey` is needed. */
export interface GoogleCalendarSyncConfig {
  /**
   * The OAuth 2.0 client of type "Web application", for private calendars.
   * @see https://developers.google.com/identity/oauth2/web/guides/get-google-api-clientid
   */
  readonly clientId?: string;
  /** The API key, for public calendars. Restrict it to the Calendar API and to the app's own origins. */
  readonly apiKey?: string;
  /**
   * What to ask the user for. By default {@link DEFAULT_GOOGLE_SCOPES}: to read all calendars of the user and to
   * change those that are the user's own. An array, or a text with spaces between them, as OAuth writes it.
   * @see https://developers.google.com/workspace/calendar/api/auth
   */
  readonly scopes?: readonly string[] | string;
  /**
   * IANA name of the zone that times are told and written in. Without it a time has the offset that Google gives it, which
   * is its calendar's, and new events are written in the browser's zone.
   */
  readonly timeZone?: string;
  /**
   * How tokens come. `client`: Google's script in the browser alone, for an hour at a time. `server`: Google's script
   * and a server of the app's that renews them. `redirect`: no script of Google's, by a redirect through that server.
   * An object: the app signs in itself, and gives its tokens.
   */
  readonly auth?: 'client' | 'server' | 'redirect' | GoogleTokenGiver;
  /** The base URL of a google-calendar-token-server, in place of the URLs below; it must be on the app's own site. */
  readonly tokenServer?: string;
  /** Where `auth: 'server'` trades a code for tokens. */
  readonly authUrl?: string;
  /** Where `auth: 'server'` renews tokens. */
  readonly refreshUrl?: string;
  /**
   * Where the refresh token is: `sealed` in a cookie that no script can read, `contract` in this page's memory. By
   * default `sealed` with a `tokenServer`, else `contract`, which any server of that contract understands.
   */
  readonly tokenMode?: 'sealed' | 'contract';
  /** `google.accounts.oauth2`, where the app has loaded Google's script itself. */
  readonly gis?: GoogleIdentityServices;
  /**
   * Shares the access token with the app's own `gapi` calls: `gapi` itself where the app has loaded it, or `'load'`.
   * No request of this library needs it.
   * @see https://github.com/google/google-api-javascript-client/blob/master/docs/reference.md
   */
  readonly gapi?: GoogleApiClient | 'load';
  /** How long a request waits for the user to renew an expired sign-in, in milliseconds; by default 30,000. */
  readonly tokenWait?: number;
  /** Where Google is, for an emulator, by {@link googleEmulator}, or a proxy of the app. Those not named are Google's. */
  readonly endpoints?: Partial<GoogleEndpoints>;
}

/** An app that signs in by itself, for example through Firebase, Capacitor or a server of its own. */
export type GoogleTokenGiver = TokenGiver;

/** What {@link GoogleTokenGiver} gives, where it knows more than the token. */
export type GoogleGivenToken = GivenToken;

export interface GoogleEndpoints {
  /** The script of Google Identity Services. */
  readonly gis: string;
  /** The script of Google's API client, for `gapi: 'load'`. */
  readonly gapi: string;
  /** What Calendar v3's paths, such as `/users/me/calendarList`, come behind. */
  readonly api: string;
  /** OpenID Connect's userinfo. */
  readonly userinfo: string;
}

/** A config, or how to come by one: a factory runs in the injection context of the providers. */
export type GoogleCalendarSyncConfigSource =
  | GoogleCalendarSyncConfig
  | Promise<GoogleCalendarSyncConfig>
  | (() => GoogleCalendarSyncConfig | Promise<GoogleCalendarSyncConfig>);

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** Read every calendar of the user and the public ones; write to those that the user owns. */
export const DEFAULT_GOOGLE_SCOPES: readonly string[] = [
  scope('calendar.events.public.readonly'),
  scope('calendar.readonly'),
  scope('calendar.events.owned'),
];

export const googleEndpoints: GoogleEndpoints = {
  gis: 'https://accounts.google.com/gsi/client',
  gapi: 'https://apis.google.com/js/api.js',
  api: 'https://www.googleapis.com/calendar/v3',
  userinfo: 'https://openidconnect.googleapis.com/v1/userinfo',
};
