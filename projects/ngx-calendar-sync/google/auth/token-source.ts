import type { Observable } from 'rxjs';
import type { CalendarSyncError } from 'ngx-calendar-sync';
import type { ResolvedConfig } from '../config/resolved-config';
import type { AccessToken } from './access-token';
import type { Renewal } from './access-tokens';

export interface TokenRequest {
  /** `''` asks the user only what has not been granted, `consent` all of it, `select_account` who it is. */
  readonly prompt?: '' | 'consent' | 'select_account';
  /** The account that Google should propose. */
  readonly loginHint?: string;
}

/** What there is at the start of the app. */
export interface FirstAnswer {
  /** Of a session that is still there. */
  readonly token?: AccessToken;
  /** Why there is none, where somebody should know: a sign-in came to nothing, or no session can be kept. */
  readonly reason?: CalendarSyncError;
}

/** One way in which tokens come. */
export interface TokenSource {
  /** Whether {@link request} can be called now. */
  readonly ready$: Observable<boolean> & { readonly value: boolean };
  /** Tokens that came after their request had failed: some pages see an open window as closed. */
  readonly late$: Observable<AccessToken>;
  /** Whether a token is renewed by a window that closes by itself. */
  readonly renewsInWindow: boolean;
  /** Whether the page has just come back from a sign-in, so that no other tab knows better. */
  readonly cameBack: boolean;
  /** Makes requests possible. */
  initialize(config: ResolvedConfig): Promise<void>;
  /** Finds out, without the user, whether somebody is signed in already. */
  restore(config: ResolvedConfig): Promise<FirstAnswer>;
  /** Asks the user for these scopes: opens its window before it returns. */
  request(scopes: readonly string[], request: TokenRequest): Promise<AccessToken>;
  /** A new token without the user, where that can be. Rejects with `expired` when it never will again. */
  readonly renew?: Renewal;
  /** Forgets what renews tokens. Rejects with `sign-out-pending` where a server could not be told. */
  signOut(): Promise<void>;
  /**
   * Tells the server of a sign-out that it may not know of yet, before any session is restored; answers whether there
   * was one. Rejects with `sign-out-pending`.
   */
  readonly finishSignOut?: () => Promise<boolean>;
  /**
   * Takes back the user's grant, on every device, and forgets. `token` is asked for where only a token can do that.
   * Rejects with `sign-out-pending` where a server could not be told and will be, else the grant is still there.
   */
  disconnect(token: () => Promise<AccessToken>): Promise<void>;
}
