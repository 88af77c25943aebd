import type { ConflictPolicy, SendUpdates } from 'ngx-calendar-sync/core';
import type {
  ɵGivenToken as GivenToken,
  ɵTokenGiver as TokenGiver,
} from 'ngx-calendar-sync/account';
import type { GoogleApiClient } from './google-api-client';
import type { GoogleIdentityServices } from './google-identity-services';

/**
 * The configuration of `provideGoogleCalendarSync` and `GoogleCalendarSyncModule.forRoot`.
 *
 * `clientId` or `apiKey` is needed, unless the app gives its own tokens through `auth`. A value that cannot work is
 * refused at the start with a `CalendarSyncError` of the code `invalid-config`, whose message says what to set.
 *
 * @example
 * ```ts
 * provideGoogleCalendarSync({
 *   clientId: '1234567890-abc.apps.googleusercontent.com',
 *   timeZone: 'Europe/Berlin',
 * });
 * ```
 */
export interface GoogleCalendarSyncConfig {
  /**
   * The OAuth 2.0 client ID, of the type "Web application". Needed for private calendars.
   * @see https://developers.google.com/identity/oauth2/web/guides/get-google-api-clientid
   */
  readonly clientId?: string;
  /**
   * The API key. Needed for public calendars while nobody is signed in. Everybody can read it in the page, so restrict
   * it to the Calendar API and to the origins of the app.
   * @see https://cloud.google.com/docs/authentication/api-keys
   */
  readonly apiKey?: string;
  /**
   * The OAuth scopes that the user is asked for, by default {@link DEFAULT_GOOGLE_SCOPES}: an array, or one string with
   * spaces between the scopes, as in RFC 6749. Where none of them lists calendars, `openid` and `email` have to be
   * among them, since otherwise nobody can tell who has signed in.
   * @see https://developers.google.com/workspace/calendar/api/auth
   */
  readonly scopes?: readonly string[] | string;
  /**
   * The IANA name, such as `Europe/Berlin`, of the time zone in which times are read and written. By default times are
   * read with the offset that Google sends, which is that of their calendar, and new events are written in the
   * browser's time zone.
   */
  readonly timeZone?: string;
  /**
   * The app's own properties of events, by name: `text` is stored as it is, `json` as JSON. An event has those that are
   * stored with it, a draft stores those that it has, and all others as described at `GoogleCalendarEventDraft`. Text
   * that is no JSON, though it should be, is left out. A name has 1 to 44 characters, and is none that an event has already.
   *
   * @example
   * ```ts
   * provideGoogleCalendarSync({
   *   clientId: '1234567890-abc.apps.googleusercontent.com',
   *   ownProperties: { patient: 'text', visits: 'json' },
   * });
   * ```
   *
   * What they hold is declared once, in `OwnEventProperties`.
   */
  readonly ownProperties?: Readonly<Record<string, 'text' | 'json'>>;
  /**
   * How the app gets access tokens, by default `client`.
   * - `client`: Google's script asks the user for a token, which lasts an hour.
   * - `server`: Google's script asks the user for a code, which a server of the app exchanges for tokens and renews.
   * - `redirect`: as `server`, but by redirects through that server instead of Google's script.
   * - an object: the app signs its users in itself, and gives the tokens to the library.
   */
  readonly auth?: 'client' | 'server' | 'redirect' | GoogleTokenGiver;
  /**
   * When the sign-in starts: `eager`, the default, with the app; `lazy` when the app first calls `initialize()`, so that
   * it may ask a visitor for consent first. Until then no script of Google's is loaded, nothing is asked of Google, of the
   * token server or of `getAccessToken`, and the storage and the other tabs are not asked who is signed in: `authState`
   * is `signed-out`, `ready` is false, and `signIn()` rejects with `not-ready`. The session of an earlier visit and a
   * sign-out that the token server has not confirmed are kept until then.
   *
   * What the app itself asks for is done all the same: the events of public calendars are requested with the API key,
   * `signOut()` tells the token server, and after `signIn()` with `auth: 'redirect'` the page that comes back finishes the
   * sign-in without `initialize()`.
   * @example
   * provideGoogleCalendarSync({ clientId: '1234567890-abc.apps.googleusercontent.com', start: 'lazy' });
   * // and once the visitor has agreed:
   * await service.initialize();
   */
  readonly start?: 'eager' | 'lazy';
  /**
   * The base URL of a google-calendar-token-server, absolute or relative to the page. It replaces `authUrl` and
   * `refreshUrl`. The server has to be on the same site as the app, so that browsers send it its cookie.
   */
  readonly tokenServer?: string;
  /** The URL at which `auth: 'server'` exchanges a code for tokens, absolute or relative to the page. */
  readonly authUrl?: string;
  /** The URL at which `auth: 'server'` renews tokens, absolute or relative to the page. */
  readonly refreshUrl?: string;
  /**
   * Who keeps the refresh token: with `sealed` the server, in a cookie that no script can read, with `contract` the
   * page, in memory. By default `sealed` with `tokenServer`, and `contract` with `authUrl` and `refreshUrl`. `contract`
   * works with any server that follows the contract in `docs/sign-in-server.md`.
   */
  readonly tokenMode?: 'sealed' | 'contract';
  /** `google.accounts.oauth2`, if the app loads Google's script itself. By default the library loads it. */
  readonly gis?: GoogleIdentityServices;
  /**
   * Shares the access token with the app's own `gapi` calls: `gapi` itself if the app has loaded it, or `load` to have
   * the library load it. The library makes none of its own requests through `gapi`.
   * @see https://github.com/google/google-api-javascript-client/blob/master/docs/reference.md
   */
  readonly gapi?: GoogleApiClient | 'load';
  /**
   * How many milliseconds a request waits for the user to renew an expired sign-in before it is rejected with
   * `expired`; by default 30,000.
   */
  readonly tokenWait?: number;
  /**
   * Which guests Google tells by e-mail of what the app writes, unless a write says otherwise: `all`, `externalOnly`
   * (those who use another calendar service) or, by default, `none`. Google's own calendar shows all of them the event
   * in any case.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
   */
  readonly sendUpdates?: SendUpdates;
  /**
   * What becomes of a property that the user and somebody else have changed differently: by default the user is asked
   * (`conflicts$`); without a local copy the write is then refused with `conflict`. `mine` and `theirs` always choose one side.
   */
  readonly conflicts?: ConflictPolicy;
  /**
   * The URLs of an emulator, by `googleEmulator`, or of the app's own proxy, absolute or relative to the page. An
   * endpoint that is left out is Google's own.
   */
  readonly endpoints?: Partial<GoogleEndpoints>;
}

/** An app that signs in by itself, for example through Firebase, Capacitor or a server of its own. */
export type GoogleTokenGiver = TokenGiver;

/** What {@link GoogleTokenGiver} gives, where it knows more than the token. */
export type GoogleGivenToken = GivenToken;

/** The URLs at which Google's services are reached. */
export interface GoogleEndpoints {
  /** The script of Google Identity Services. */
  readonly gis: string;
  /** The script of Google's API client, for `gapi: 'load'`. */
  readonly gapi: string;
  /** The base URL of Calendar API v3, to which paths such as `/users/me/calendarList` are appended. */
  readonly api: string;
  /**
   * Where Calendar API v3 takes batches of requests, of the same origin as {@link api}. An `api` of the app's own has none
   * unless it is named here: then every request is sent by itself.
   * @see https://developers.google.com/workspace/calendar/api/guides/batch
   */
  readonly batch?: string | undefined;
  /** The userinfo endpoint of OpenID Connect. */
  readonly userinfo: string;
}

/**
 * A configuration, a promise of it, or a factory of either. A factory runs in the injection context of the providers,
 * and runs again if its promise was rejected.
 */
export type GoogleCalendarSyncConfigSource =
  | GoogleCalendarSyncConfig
  | Promise<GoogleCalendarSyncConfig>
  | (() => GoogleCalendarSyncConfig | Promise<GoogleCalendarSyncConfig>);

const scope = (name: string) => `https://www.googleapis.com/auth/${name}`;

/** Read all calendars of the user and public ones; change the events of those that the user owns. */
export const DEFAULT_GOOGLE_SCOPES: readonly string[] = [
  scope('calendar.events.public.readonly'),
  scope('calendar.readonly'),
  scope('calendar.events.owned'),
];

/** The URLs of Google's own services: the defaults of `endpoints`. */
export const googleEndpoints: GoogleEndpoints = {
  gis: 'https://accounts.google.com/gsi/client',
  gapi: 'https://apis.google.com/js/api.js',
  api: 'https://www.googleapis.com/calendar/v3',
  batch: 'https://www.googleapis.com/batch/calendar/v3',
  userinfo: 'https://openidconnect.googleapis.com/v1/userinfo',
};
