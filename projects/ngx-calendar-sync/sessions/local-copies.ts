import type { CopyState, ɵEventBackend as EventBackend } from 'ngx-calendar-sync/core';
import type { AccountProvider, AccountTypes, EventOf } from './account-types';

/** Opens and deletes the local copies of the accounts that sign in. */
export interface LocalCopies<A extends AccountTypes> {
  open(
    account: string,
    provider: AccountProvider<A>,
  ): EventBackend<EventOf<A>, CopyState | undefined>;
  /**
   * How many writes of an account wait whose copy is not open here, also those that other tabs have just stored.
   * @param discard Whether all of them are deleted in the same transaction.
   */
  settleWrites(account: string, discard: boolean): Promise<number>;
  /**
   * Called when the account has signed out in this browser. Writes that wait stay until it signs in again.
   * @param options With `discard` they are deleted.
   */
  signedOut(account: string, options: { readonly discard: boolean }): Promise<void>;
}
