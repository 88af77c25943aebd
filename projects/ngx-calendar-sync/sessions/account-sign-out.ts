import { ɵabortable as abortable } from 'ngx-calendar-sync/base';
import { type SignOutOptions, ɵassertSettled as assertSettled } from 'ngx-calendar-sync/core';
import { ɵsuperseded as superseded } from 'ngx-calendar-sync/account';
import type { AccountAuth } from './account-auth';
import type { AccountTypes } from './account-types';
import type { LocalCopies } from './local-copies';
import type { OpenSession } from './open-session';

/** Ends the session of an account, where no write is lost by that which the user has not given up. */
export class AccountSignOut<A extends AccountTypes> {
  readonly #auth: AccountAuth<A['identity']>;
  readonly #copies: LocalCopies<A> | undefined;
  readonly #current: () => OpenSession<A>;
  /** The account whose writes are given up, also those that are made until it has signed out. */
  #discarding: string | undefined;

  /** @param current The session that is open. */
  constructor(
    auth: AccountAuth<A['identity']>,
    copies: LocalCopies<A> | undefined,
    current: () => OpenSession<A>,
  ) {
    this.#auth = auth;
    this.#copies = copies;
    this.#current = current;
  }

  /** @throws CalendarSyncError `pending-writes`, and what the sign-out meets */
  signOut({ discard = false, signal }: SignOutOptions = {}): Promise<void> {
    const copies = this.#copies;
    if (!copies) {
      return this.#auth.signOut({ signal });
    }
    return abortable(async () => {
      const cancel = this.#auth.prepareSignOut();
      const account = await this.#settle(copies, discard).catch((error: unknown) => {
        cancel();
        throw error;
      });
      const done = this.#auth.signOut();
      this.#ended(account);
      await done;
    }, signal);
  }

  /**
   * Signs out as an earlier page could not. Nobody can be asked any more: writes that were not given up then stay in the
   * browser until the account signs in again.
   */
  async signOutOfApp(discard: boolean): Promise<void> {
    // Read before the sign-out, which forgets the account.
    const remembered = this.#auth.rememberedAccount().catch(() => undefined);
    const done = this.#auth.signOutOfApp();
    const account = await remembered;
    this.#discarding = discard ? account : undefined;
    this.#ended(account);
    await done;
  }

  /** @throws CalendarSyncError `pending-writes`, and what the disconnection meets */
  async disconnect({ discard = false, signal }: SignOutOptions): Promise<void> {
    if (this.#copies) {
      if (discard) {
        // Given up when the account signs out: until the grant is taken back it keeps them, as it may have to.
        this.#discarding = await this.#account();
      } else {
        await this.#settle(this.#copies, discard);
      }
    }
    try {
      await this.#auth.disconnect(signal);
    } finally {
      this.#discarding = undefined;
    }
  }

  /** To be called when the session of an account is closed. */
  sessionEnded(account: string): void {
    this.#ended(account);
  }

  /** @returns The account that is to be signed out; `undefined` where there is none. */
  async #settle(copies: LocalCopies<A>, discard: boolean): Promise<string | undefined> {
    const account = await this.#account();
    const { account: opened, session } = this.#current();
    if (opened !== undefined) {
      await session.writes.settle(discard);
    } else if (account !== undefined) {
      assertSettled(await copies.settleWrites(account, discard), discard);
    }
    const now = this.#current().account;
    if (now !== undefined && now !== account) {
      throw superseded();
    }
    this.#discarding = discard ? account : undefined;
    return account;
  }

  /** Early in the life of a page the session of the earlier one is not open yet. */
  async #account(): Promise<string | undefined> {
    return this.#current().account ?? this.#auth.rememberedAccount().catch(() => undefined);
  }

  #ended(account: string | undefined): void {
    if (account !== undefined) {
      const discard = this.#discarding === account;
      this.#copies?.signedOut(account, { discard }).catch(() => undefined);
    }
  }
}
