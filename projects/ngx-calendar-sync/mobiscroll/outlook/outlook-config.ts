import type { OutlookCalendarSyncConfig } from 'ngx-calendar-sync/outlook';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type MobiscrollOptions, ɵsetupOf as setupOf } from 'ngx-calendar-sync/mobiscroll/sync';
import { type MsalClient, type MsalLibrary, msalTokens } from './msal-tokens';

/**
 * What `outlookCalendarSync.init` takes: the options of Mobiscroll's plug-in, and all of `provideOutlookCalendarSync`, such as
 * `tenant`, `scopes` or `endpoints`.
 */
export interface MobiscrollOutlookConfig extends OutlookCalendarSyncConfig, MobiscrollOptions {
  /**
   * Without MSAL the page that ends the sign-in, by default `outlook-redirect.html` beside the app, which comes with the
   * library: the app's own address would not end it. With `msal` it is MSAL's own.
   */
  readonly redirectUri?: string;
  /** MSAL, where the app has loaded it: then it signs in. Without it, and without `msalClient`, the library does so itself. */
  readonly msal?: MsalLibrary;
  /** An instance of MSAL that the app has made and initialized: then the two have one sign-in. */
  readonly msalClient?: MsalClient;
  /** Not needed here: all events come, however many a page of Graph has. */
  readonly pageSize?: number;
}

const MICROSOFT = 'https://login.microsoftonline.com';

/**
 * The configuration of the library; where MSAL signs in, it gives the tokens.
 * @throws CalendarSyncError `invalid-config` where MSAL has no `clientId`
 */
export function outlookSetupOf(config: MobiscrollOutlookConfig): OutlookCalendarSyncConfig {
  const { clientId, tenant = 'common', redirectUri } = config;
  const { msal, msalClient, ...setup } = withoutPageSize(setupOf(config));
  if (msalClient) {
    return { ...setup, auth: msalTokens(msalClient) };
  }
  if (!msal) {
    return setup;
  }
  if (clientId === undefined) {
    throw new CalendarSyncError(
      'invalid-config',
      ngDevMode ? 'MSAL needs a clientId.' : 'clientId',
    );
  }
  const authority = `${MICROSOFT}/${tenant}`;
  const auth = { clientId, authority, ...(redirectUri === undefined ? {} : { redirectUri }) };
  return { ...setup, auth: msalTokens(new msal.PublicClientApplication({ auth })) };
}

function withoutPageSize(
  setup: MobiscrollOutlookConfig,
): Omit<MobiscrollOutlookConfig, 'pageSize'> {
  return Object.fromEntries(Object.entries(setup).filter(([name]) => name !== 'pageSize'));
}
