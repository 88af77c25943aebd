import { InjectionToken } from '@angular/core';
import type { ɵLocalCopy as LocalCopy } from 'ngx-calendar-sync/copy';
import type { GoogleProvider } from './google-provider';
import type { GoogleTypes } from '../mapping/google-calendar-event';

/** Opens and deletes the local copies of the accounts that sign in. */
export interface LocalCopies {
  open(account: string, provider: GoogleProvider): LocalCopy<GoogleTypes>;
  /** Called when the account has signed out in this browser. */
  signedOut(account: string): void;
  /** Deletes the writes of an account that were not sent. A tab that has them open goes on without them. */
  deleteWrites(account: string): Promise<void>;
}

/** Provided only if the app keeps a local copy. */
export const LOCAL_COPIES = new InjectionToken<LocalCopies>('ngx-calendar-sync local copies');
