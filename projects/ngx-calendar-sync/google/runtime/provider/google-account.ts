import { InjectionToken } from '@angular/core';
import type {
  ɵLocalCopies as LocalCopies,
  ɵOpenSession as OpenSessionOf,
} from 'ngx-calendar-sync/sessions';
import type { GoogleIdentity } from '../api/google-identity';
import type {
  GoogleCalendarChanges,
  GoogleCalendarDraft,
  GoogleCalendarSettings,
} from '../mapping/calendar-types';
import type { GoogleEventListQuery } from '../mapping/event-list-query';
import type { GoogleTypes } from '../mapping/google-calendar-event';
import type { GoogleCalendarCapabilities } from './calendar-capabilities';
import type { GoogleProvider } from './google-provider';

/** An account at Google. */
export interface GoogleAccount {
  readonly types: GoogleTypes;
  readonly identity: GoogleIdentity;
  readonly provider: GoogleProvider;
  readonly capabilities: GoogleCalendarCapabilities;
  readonly commands: {
    readonly eventListQuery: GoogleEventListQuery;
    readonly calendarDraft: GoogleCalendarDraft;
    readonly calendarChanges: GoogleCalendarChanges;
    readonly settings: GoogleCalendarSettings;
  };
}

export type OpenSession = OpenSessionOf<GoogleAccount>;

/** Provided only if the app keeps a local copy. */
export const LOCAL_COPIES = new InjectionToken<LocalCopies<GoogleAccount>>(
  'ngx-calendar-sync local copies',
);
