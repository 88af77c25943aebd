import type { ConflictPolicy } from 'ngx-calendar-sync/core';
import type {
  ɵGivenToken as GivenToken,
  ɵTokenGiver as TokenGiver,
} from 'ngx-calendar-sync/account';

/**
 * The configuration of `provideOutlookCalendarSync`.
 *
 * `clientId` is needed, unless the app gives its own tokens through `auth`. A value that cannot work is refused at the
 * start with a `CalendarSyncError` of the code `invalid-config`, whose message says what to set.
 *
 * @example
 * ```ts
 * provideOutlookCalendarSync({
 *   clientId: '11111111-2222-4333-8444-555555555555',
 *   timeZone: 'Europe/Berlin',
 * });
 * ```
 */
export interface OutlookCalendarSyncConfig {
  /**
   * The application (client) ID of the registration in Microsoft Entra, whose redirect URIs are of the type "Single-page
   * application"; with `auth: 'server'` of the type "Web", and then those of the token server.
   * @see https://learn.microsoft.com/entra/identity-platform/quickstart-register-app
   */
  readonly clientId?: string;
  /**
   * Whose accounts may sign in: `common`, the default, takes work and personal ones, `organizations` work accounts alone,
   * `consumers` personal ones alone, and the id or a domain of a tenant those of that tenant. The registration has to
   * allow them, too.
   * @see https://learn.microsoft.com/entra/identity-platform/v2-protocols#endpoints
   */
  readonly tenant?: string;
  /**
   * The OAuth scopes that the user is asked for, by default {@link DEFAULT_OUTLOOK_SCOPES}: an array, or one string with
   * spaces between the scopes, as in RFC 6749. `openid` and `profile`, which tell who has signed in, and
   * `offline_access`, without which the sign-in ends with its first token, are asked for in any case.
   * @see https://learn.microsoft.com/graph/permissions-reference#calendars-permissions
   */
  readonly scopes?: readonly string[] | string;
  /**
   * The page to which Microsoft sends the answer, absolute or relative to the page; it has to be registered.
   * - With `auth: 'client'` and `auth: 'server'` it is the file that the library brings, by default
   *   `outlook-redirect.html` beside the app.
   * - With `auth: 'redirect'` it is a page of the app, by default its first one, that of `<base href>`.
   */
  readonly redirectUri?: string;
  /**
   * How the app gets access tokens, by default `client`.
   * - `client`: a window asks the user, and the page renews its tokens by itself for a day; then a window that mostly
   *   closes by itself goes on.
   * - `redirect`: as `client`, but the whole page leaves for Microsoft and comes back.
   * - `server`: a window asks the user, and a token server of the app keeps what renews the tokens.
   * - an object: the app signs its users in itself, for example by MSAL, and gives the tokens to the library.
   *
   * @example
   * ```ts
   * provideOutlookCalendarSync({
   *   auth: { getAccessToken: ({ scopes }) => myAuth.tokenFor(scopes) },
   * });
   * ```
   */
  readonly auth?: 'client' | 'redirect' | 'server' | OutlookTokenGiver;
  /**
   * When the sign-in starts: `eager`, the default, with the app; `lazy` when the app first calls `initialize()`, so that
   * it may ask a visitor for consent first. Until then nothing is asked of Microsoft, of the token server or of
   * `getAccessToken`, and the storage and the other tabs are not asked who is signed in: `authState` is `signed-out`,
   * `ready` is false, and `signIn()` rejects with `not-ready`. After `signIn()` with `auth: 'redirect'` the page that comes
   * back finishes the sign-in without `initialize()`.
   * @example
   * provideOutlookCalendarSync({ clientId: '11111111-2222-4333-8444-555555555555', start: 'lazy' });
   * // and once the visitor has agreed:
   * await service.initialize();
   */
  readonly start?: 'eager' | 'lazy';
  /**
   * The base URL of a google-calendar-token-server with `provider: 'microsoft'`, absolute or relative to the page, for
   * `auth: 'server'`. It has to be on the same site as the app, so that browsers send it its cookie.
   */
  readonly tokenServer?: string;
  /**
   * Whether `signOut()` ends the browser's session with Microsoft, too, in a window: then the user has to sign in anew
   * at every other app, so that it is for shared computers. With `auth: 'redirect'` the page is left for that, and with an app's own
   * `getAccessToken` it is that one's matter. Call `signOut()` in a click: where the browser does not open the window, the user is
   * signed out here, and it rejects with `popup-blocked`. Microsoft's session then stays. It stays, too, where `signOut()` has
   * rejected because the code of the library could not be loaded: that sign-out is carried out later, also at the next visit, for
   * the app alone, since nothing opens and no page is left that nobody has asked for then. By default only the app is signed out.
   */
  readonly signOutOfMicrosoft?: boolean;
  /**
   * The IANA name, such as `Europe/Berlin`, of the time zone in which times are read and written. By default times are read in that
   * of the mailbox, and written in the browser's.
   */
  readonly timeZone?: string;
  /**
   * How many milliseconds a request waits for the user to renew an expired sign-in before it is rejected with
   * `expired`; by default 30,000.
   */
  readonly tokenWait?: number;
  /**
   * What becomes of a property that the user and somebody else have changed differently: by default the user is asked
   * (`conflicts$`); without a local copy the write is then refused with `conflict`. `mine` and `theirs` always choose one side.
   */
  readonly conflicts?: ConflictPolicy;
  /**
   * The URLs of an emulator, by `outlookEmulator`, of a national cloud, or of the app's own proxy, absolute or relative to
   * the page. An endpoint that is left out is Microsoft's own.
   */
  readonly endpoints?: Partial<OutlookEndpoints>;
}

/** An app that signs in by itself, for example through MSAL or a server of its own. */
export type OutlookTokenGiver = TokenGiver;

/** What {@link OutlookTokenGiver} gives, where it knows more than the token. */
export type OutlookGivenToken = GivenToken;

/** The URLs at which Microsoft's services are reached. */
export interface OutlookEndpoints {
  /** The base URL of the sign-in, to which `/{tenant}/oauth2/v2.0/authorize` is appended. */
  readonly identity: string;
  /** The base URL of Microsoft Graph v1.0, to which paths such as `/me/calendars` are appended. */
  readonly graph: string;
}

/**
 * A configuration, a promise of it, or a factory of either. A factory runs in the injection context of the providers,
 * and runs again if its promise was rejected.
 */
export type OutlookCalendarSyncConfigSource =
  | OutlookCalendarSyncConfig
  | Promise<OutlookCalendarSyncConfig>
  | (() => OutlookCalendarSyncConfig | Promise<OutlookCalendarSyncConfig>);

/** Read and change the user's calendars, and read their time zone and colours. */
export const DEFAULT_OUTLOOK_SCOPES: readonly string[] = [
  'Calendars.ReadWrite',
  'MailboxSettings.Read',
  'User.Read',
];

/** The URLs of Microsoft's own services: the defaults of `endpoints`. */
export const outlookEndpoints: OutlookEndpoints = {
  identity: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com/v1.0',
};
