import { InjectionToken } from '@angular/core';
import type { ɵLocalCopy as LocalCopy } from 'ngx-calendar-sync';
import type { GoogleProvider } from './google-provider';
import type { GoogleTypes } from '../mapping/google-calendar-event';

/** The copies of the accounts that are signed in here, one after the other. */
export interface LocalCopies {
  open(account: string, provider: GoogleProvider): LocalCopy<GoogleTypes>;
  /** The account has signed out here. */
  signedOut(account: string): void;
}

/** There where the app keeps a copy. */
export const LOCAL_COPIES = new InjectionToken<LocalCopies>('ngx-calendar-sync local copies');
