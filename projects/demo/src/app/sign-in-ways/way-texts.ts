import type { SignInWay } from '../config/sign-in-way';

/** What the page says of a way to sign in. */
export interface WayTexts {
  readonly name: string;
  /** When to choose it, in one sentence. */
  readonly choice: string;
  readonly windows: string;
  readonly reload: string;
  readonly hour: string;
  readonly tokens: string;
  readonly theft: string;
  readonly needs: string;
  /** How tokens are renewed, as the value of “Renewed”. */
  readonly renewal?: string;
  /** Why the way cannot be tried, where the demo was started without what it needs. */
  readonly missing: string;
}

const STAYS_SIGNED_IN = $localize`:@@signInWays.staysSignedIn:The user stays signed in.`;
const SERVER_RENEWS = $localize`:@@signInWays.serverRenews:The server renews the token before it ends; nobody notices.`;
const SEALED_TOKENS = $localize`:@@signInWays.sealedTokens:The access token in the page’s memory, the refresh token in an encrypted cookie that no script can read.`;
const ACCESS_TOKEN_STOLEN = $localize`:@@signInWays.accessTokenStolen:An access token, good for an hour at most. Not the refresh token.`;
const RUNS_OUT_AT_RELOAD = $localize`:@@signInWays.runsOutAtReload:The sign-in has run out. Account and calendars stay on screen, and one click goes on. Another open tab of the app lends its token.`;
const TOKEN_SERVER_MISSING = $localize`:@@signInWays.tokenServerMissing:It needs a token server, and this demo was started without one.`;

export const WAY_TEXTS: Readonly<Record<SignInWay, WayTexts>> = {
  server: {
    name: $localize`:@@signInWays.serverName:Token server`,
    choice: $localize`:@@signInWays.serverChoice:Choose it for a new app: users sign in once and stay signed in.`,
    windows: $localize`:@@signInWays.serverWindows:One, for the sign-in.`,
    reload: STAYS_SIGNED_IN,
    hour: SERVER_RENEWS,
    tokens: SEALED_TOKENS,
    theft: ACCESS_TOKEN_STOLEN,
    needs: $localize`:@@signInWays.serverNeeds:google-calendar-token-server, on your app’s own site. It needs no database.`,
    renewal: $localize`:@@signInWays.serverRenewal:by the token server, before it ends`,
    missing: TOKEN_SERVER_MISSING,
  },
  client: {
    name: $localize`:@@signInWays.clientName:Google’s window`,
    choice: $localize`:@@signInWays.clientChoice:Choose it for an app without a server, and for a first try.`,
    windows: $localize`:@@signInWays.clientWindows:One for the sign-in; after each hour and each reload one that closes by itself.`,
    reload: RUNS_OUT_AT_RELOAD,
    hour: $localize`:@@signInWays.clientHour:The sign-in has run out; the next click goes on.`,
    tokens: $localize`:@@signInWays.clientTokens:The access token in the page’s memory. There is no refresh token.`,
    theft: $localize`:@@signInWays.clientTheft:An access token, good for an hour at most.`,
    needs: $localize`:@@signInWays.clientNeeds:Nothing.`,
    renewal: $localize`:@@signInWays.clientRenewal:in Google’s window, which a click opens`,
    missing: $localize`:@@signInWays.clientMissing:This demo was started for another way.`,
  },
  redirect: {
    name: $localize`:@@signInWays.redirectName:Redirect`,
    choice: $localize`:@@signInWays.redirectChoice:Choose it for a strict Content Security Policy, and where browsers block windows.`,
    windows: $localize`:@@signInWays.redirectWindows:None. Google’s page takes the place of yours, once; what the user has not saved is lost.`,
    reload: STAYS_SIGNED_IN,
    hour: SERVER_RENEWS,
    tokens: SEALED_TOKENS,
    theft: ACCESS_TOKEN_STOLEN,
    needs: $localize`:@@signInWays.redirectNeeds:google-calendar-token-server, on your app’s own site. Google has to know its /callback as a redirect URI.`,
    renewal: $localize`:@@signInWays.redirectRenewal:by the token server, before it ends`,
    missing: TOKEN_SERVER_MISSING,
  },
  contract: {
    name: $localize`:@@signInWays.contractName:Your own server`,
    choice: $localize`:@@signInWays.contractChoice:Choose it if you have a server already, in any language: two endpoints make it renew tokens.`,
    windows: $localize`:@@signInWays.contractWindows:One for the sign-in, and after each reload one in which the user agrees again.`,
    reload: RUNS_OUT_AT_RELOAD,
    hour: SERVER_RENEWS,
    tokens: $localize`:@@signInWays.contractTokens:Access token and refresh token in the page’s memory.`,
    theft: $localize`:@@signInWays.contractTheft:The refresh token, too: your server gives out new access tokens for it until the user takes the permission back.`,
    needs: $localize`:@@signInWays.contractNeeds:Two endpoints. They are ready to run in Node, PHP and C#.`,
    renewal: $localize`:@@signInWays.contractRenewal:by the server, for the page’s refresh token, before it ends`,
    missing: TOKEN_SERVER_MISSING,
  },
  own: {
    name: $localize`:@@signInWays.ownName:Tokens of your own`,
    choice: $localize`:@@signInWays.ownChoice:Choose it if your app signs in by itself, through Firebase, Capacitor or its backend.`,
    windows: $localize`:@@signInWays.ownWindows:Those of your own sign-in. Here: none.`,
    reload: $localize`:@@signInWays.ownReload:The library asks your sign-in for a token. Here: the user stays signed in.`,
    hour: $localize`:@@signInWays.ownHour:The library asks your sign-in for a new token before the old one ends. Here: nobody notices.`,
    tokens: $localize`:@@signInWays.ownTokens:The access token in the page’s memory; the rest where your sign-in keeps it.`,
    theft: $localize`:@@signInWays.ownTheft:An access token until it ends, and what your sign-in leaves within reach.`,
    needs: $localize`:@@signInWays.ownNeeds:Nothing for the library; for your sign-in, what that needs.`,
    renewal: $localize`:@@signInWays.ownRenewal:by the app’s own sign-in, before it ends`,
    missing: $localize`:@@signInWays.ownMissing:It needs an app with a sign-in of its own, and this demo has none.`,
  },
  none: {
    name: $localize`:@@signInWays.noneName:No sign-in`,
    choice: $localize`:@@signInWays.noneChoice:Choose it to show public calendars to everybody; nothing can be changed.`,
    windows: $localize`:@@signInWays.noneWindows:None.`,
    reload: $localize`:@@signInWays.noneReload:Everything is as before.`,
    hour: $localize`:@@signInWays.noneHour:Nothing ends.`,
    tokens: $localize`:@@signInWays.noneTokens:There are none. The API key is in the page.`,
    theft: $localize`:@@signInWays.noneTheft:The API key, which everybody can read anyway: restrict it to the Calendar API and to your sites.`,
    needs: $localize`:@@signInWays.noneNeeds:Nothing.`,
    missing: $localize`:@@signInWays.noneMissing:It needs an API key, and this demo was started without one.`,
  },
};
