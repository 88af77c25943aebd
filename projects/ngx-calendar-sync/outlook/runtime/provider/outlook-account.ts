import { InjectionToken } from '@angular/core';
import type { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type {
  ɵAccountSessions as AccountSessions,
  ɵLocalCopies as LocalCopies,
  ɵOpenSession as OpenSessionOf,
} from 'ngx-calendar-sync/sessions';
import type { OutlookIdentity } from '../api/outlook-identity';
import type {
  OutlookCalendarChanges,
  OutlookCalendarDraft,
  OutlookCalendarSettings,
  OutlookEventListQuery,
} from '../mapping/command-types';
import type { OutlookTypes } from '../mapping/outlook-calendar-event';
import type { OutlookCalendarCapabilities } from './calendar-capabilities';
import type { OutlookProvider } from './outlook-provider';
import type { OutlookWritesCode } from './writes-code';

/** An account at Microsoft, of work or personal. */
export interface OutlookAccount {
  readonly types: OutlookTypes;
  readonly identity: OutlookIdentity;
  readonly provider: OutlookProvider;
  readonly capabilities: OutlookCalendarCapabilities;
  readonly commands: {
    readonly eventListQuery: OutlookEventListQuery;
    readonly calendarDraft: OutlookCalendarDraft;
    readonly calendarChanges: OutlookCalendarChanges;
    readonly settings: OutlookCalendarSettings;
  };
}

export type OpenSession = OpenSessionOf<OutlookAccount>;

/** Provided only if the app keeps a local copy. */
export const OUTLOOK_LOCAL_COPIES = new InjectionToken<LocalCopies<OutlookAccount>>(
  'ngx-calendar-sync Outlook local copies',
);

/** The code of writing. */
export const OUTLOOK_WRITES_CODE = new InjectionToken<LazyService<OutlookWritesCode>>(
  'ngx-calendar-sync Outlook code of writing',
);

/** The sessions of the accounts that sign in. */
export const OUTLOOK_SESSIONS = new InjectionToken<AccountSessions<OutlookAccount>>(
  'ngx-calendar-sync Outlook sessions',
);
