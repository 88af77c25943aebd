import { type OutlookCalendarSyncConfig, outlookEndpoints } from 'ngx-calendar-sync/outlook';
import { ɵinvalidConfig as invalidConfig } from 'ngx-calendar-sync/base';
import { type MobiscrollOptions, ɵsetupOf as setupOf } from 'ngx-calendar-sync/mobiscroll/sync';
import { type MsalClient, type MsalLibrary, msalTokens } from './msal-tokens';

/**
 * What `outlookCalendarSync.init` takes: the options of Mobiscroll's plug-in, and all of `provideOutlookCalendarSync`, such as
 * `tenant`, `scopes` or `endpoints`.
 */
export interface MobiscrollOutlookConfig extends OutlookCalendarSyncConfig, MobiscrollOptions {
  /**
   * Without MSAL the page that ends the sign-in, by default `outlook-redirect.html` beside the app, which comes with the
   * library: the app's own address would not end it, and is refused. With `msal` it is MSAL's own.
   */
  readonly redirectUri?: string;
  /** MSAL, where the app has loaded it: then it signs in. Without it, and without `msalClient`, the library does so itself. */
  readonly msal?: MsalLibrary;
  /** An instance of MSAL that the app has made and initialized: then the two have one sign-in. */
  readonly msalClient?: MsalClient;
  /** Not needed here: all events come, however many a page of Graph has. */
  readonly pageSize?: number;
}

/**
 * The configuration of the library; where MSAL signs in, it gives the tokens.
 * @throws CalendarSyncError `invalid-config` where MSAL has no `clientId`, and where a page of the app would have to end the sign-in
 */
export function outlookSetupOf(config: MobiscrollOutlookConfig): OutlookCalendarSyncConfig {
  const { clientId, tenant = 'common', redirectUri } = config;
  const { msal, msalClient, ...setup } = withoutPageSize(setupOf(config));
  if (msalClient) {
    return { ...setup, auth: msalTokens(msalClient) };
  }
  if (!msal) {
    assertEndsSignIn(config);
    return setup;
  }
  if (clientId === undefined) {
    throw invalidConfig('clientId', ngDevMode && 'MSAL needs a clientId.');
  }
  const auth = {
    clientId,
    ...authorityOf(config, tenant),
    ...(redirectUri === undefined ? {} : { redirectUri }),
  };
  return { ...setup, auth: msalTokens(new msal.PublicClientApplication({ auth })) };
}

/** Whose accounts may sign in, and where. Of the hosts that sign in, MSAL trusts only those that it knows or is told. */
function authorityOf(
  { endpoints }: MobiscrollOutlookConfig,
  tenant: string,
): { readonly authority: string; readonly knownAuthorities?: string[] } {
  const identity = endpoints?.identity;
  // What is no address is refused with the rest of the configuration.
  if (identity === undefined || !URL.canParse(identity, document.baseURI)) {
    return { authority: `${outlookEndpoints.identity}/${tenant}` };
  }
  const { href, host } = new URL(identity, document.baseURI);
  return { authority: `${href.replace(/\/$/, '')}/${tenant}`, knownAuthorities: [host] };
}

/**
 * The plug-in's `redirectUri` is the app's own address, from which MSAL reads the answer out of the window. Here that window
 * would load the app, and the sign-in would never end. With `auth: 'redirect'` a page of the app is right.
 */
function assertEndsSignIn({ auth = 'client', redirectUri }: MobiscrollOutlookConfig): void {
  const usesRedirectPage = auth === 'client' || auth === 'server';
  if (usesRedirectPage && redirectUri !== undefined && isPageOfApp(redirectUri)) {
    throw invalidConfig(
      'redirectUri',
      ngDevMode &&
        'redirectUri is a page of the app, as with the plug-in. Leave it out, and serve and register outlook-redirect.html, ' +
          'which ends the sign-in without MSAL.',
    );
  }
}

/** Whether it is the first page of the app, or the one that is shown. */
function isPageOfApp(address: string): boolean {
  const page = pageAt(address);
  return page !== undefined && [pageAt('./'), pageAt(location.href)].includes(page);
}

/** An address without what follows its path; `undefined` for what is none. */
function pageAt(address: string): string | undefined {
  if (!URL.canParse(address, document.baseURI)) {
    return undefined;
  }
  const { origin, pathname } = new URL(address, document.baseURI);
  return origin + pathname;
}

function withoutPageSize(
  setup: MobiscrollOutlookConfig,
): Omit<MobiscrollOutlookConfig, 'pageSize'> {
  return Object.fromEntries(Object.entries(setup).filter(([name]) => name !== 'pageSize'));
}
