import { inject, InjectionToken } from '@angular/core';
import { ɵloadedWrites as loadedWrites } from 'ngx-calendar-sync/sessions';
import { OutlookApi } from '../api/outlook-api';
import type { OutlookIdentity } from '../api/outlook-identity';
import { OUTLOOK_CONFIG } from '../config/outlook-config';
import { OUTLOOK_WRITES_CODE } from './outlook-account';
import { OutlookCalendarProvider } from './outlook-calendar-provider';
import type { OutlookProvider } from './outlook-provider';

/** Opens Outlook's calendars for an account, or for nobody. */
export type OpenOutlook = (identity: OutlookIdentity | undefined) => OutlookProvider;

/** Tests provide one that is in memory. */
export const OPEN_OUTLOOK = new InjectionToken<OpenOutlook>('ngx-calendar-sync open Outlook');

/** Nothing can be read without a token: each request of nobody fails with `signed-out`. */
const NOBODY: OutlookIdentity = { account: '', grantedScopes: [] };

export function openOutlook(): OpenOutlook {
  const api = inject(OutlookApi);
  const config = inject(OUTLOOK_CONFIG);
  const writes = inject(OUTLOOK_WRITES_CODE);
  const writesCode = () => loadedWrites(writes);
  return (identity = NOBODY) => new OutlookCalendarProvider(api, config, writesCode, identity);
}
