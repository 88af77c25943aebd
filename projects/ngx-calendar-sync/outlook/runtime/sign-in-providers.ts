import type { Provider } from '@angular/core';
import {
  ɵACCOUNT_PROVIDERS as ACCOUNT_PROVIDERS,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵPendingSignOut as PendingSignOut,
  ɵTOKEN_ERRORS as TOKEN_ERRORS,
  ɵTOKEN_SERVER_SETTINGS as TOKEN_SERVER_SETTINGS,
  ɵTokenServer as TokenServer,
} from 'ngx-calendar-sync/account';
import { outlookHttp } from './api/outlook-http';
import { OutlookIdentities } from './api/outlook-identity';
import { OUTLOOK_CONFIG, outlookConfig } from './config/outlook-config';
import { OutlookAuth } from './outlook-auth';
import { outlookTokenErrors } from './token-sources/outlook-sign-in-error';

/** All that a sign-in to Microsoft needs, but for the configuration's source and the login, which the start of the app has. */
export const OUTLOOK_SIGN_IN_PROVIDERS: readonly Provider[] = [
  { provide: OUTLOOK_CONFIG, useFactory: outlookConfig },
  { provide: LIBRARY_HTTP, useFactory: outlookHttp },
  ...ACCOUNT_PROVIDERS,
  { provide: TOKEN_ERRORS, useValue: outlookTokenErrors },
  { provide: TOKEN_SERVER_SETTINGS, useExisting: OUTLOOK_CONFIG },
  PendingSignOut,
  TokenServer,
  OutlookIdentities,
  OutlookAuth,
];
