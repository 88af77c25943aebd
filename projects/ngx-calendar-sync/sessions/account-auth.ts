import type { Observable } from 'rxjs';
import type { CommandOptions } from 'ngx-calendar-sync/core';
import type {
  ɵAccountIdentity as AccountIdentity,
  ɵAuthState as AuthState,
} from 'ngx-calendar-sync/account';

/** Who is signed in to a provider. */
export interface AccountState<I extends AccountIdentity> {
  readonly state$: Observable<AuthState>;
  /** The account whose data may be shown. */
  readonly identity$: Observable<I | undefined>;
}

/** The sign-in to a provider, as its sessions follow it: see `SignIn` of `ngx-calendar-sync/account`. */
export interface AccountAuth<I extends AccountIdentity> extends AccountState<I> {
  /** Whether a window that closes by itself would renew the expired token. */
  isRenewableInWindow(): boolean;
  renew(): Promise<unknown>;
  /** The account whose session goes on from an earlier page; `undefined` where there is none. */
  rememberedAccount(): Promise<string | undefined>;
  /** Opens the window that a sign-out needs, where it needs one. Returns what closes it. */
  prepareSignOut(): () => void;
  signOut(options?: CommandOptions): Promise<void>;
  /** Carries out the sign-out of an earlier page: opens no window, and does not leave the page. */
  signOutOfApp(): Promise<void>;
  disconnect(signal?: AbortSignal): Promise<void>;
}
