import type { Observable } from 'rxjs';
import type { CalendarSyncError } from 'ngx-calendar-sync';
import type { ResolvedConfig } from '../resolved-config';
import type { AccessToken } from './access-tokens';

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
  /** Why a sign-in that had left the page came to nothing. */
  readonly reason?: CalendarSyncError;
}

/** One way in which tokens come. */
export interface TokenSource {
  /** Whether {@link request} can be called now. */
  readonly ready$: Observable<boolean> & { readonly value: boolean };
  /** Tokens that came after their request had failed: some pages see an open window as closed. */
  readonly late$: Observable<AccessToken>;
  /** Makes requests possible, and finds out whether somebody is signed in already. */
  initialize(config: ResolvedConfig): Promise<FirstAnswer>;
  /** Asks the user: opens its window before it returns. */
  request(request: TokenRequest): Promise<AccessToken>;
  /** A new token without the user, where that can be. Rejects with `expired` when it never will again. */
  readonly renew?: () => Promise<AccessToken>;
  /** Forgets what renews tokens. */
  signOut(): Promise<void>;
  /** Takes back the grant that the token stands for, on every device of the user, and forgets. */
  disconnect(token: AccessToken): Promise<void>;
}
