import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { AccessToken, NotRenewable } from '../tokens/access-token';
import type { AccountIdentities, AccountIdentity } from '../tokens/account-identity';
import type { TokenSource } from '../tokens/token-source';

/** What the sign-in reads of an app's configuration. */
export interface SignInConfig {
  readonly clientId: string | undefined;
  readonly scopes: readonly string[];
  /** How long a request waits for the user to renew an expired sign-in, in milliseconds. */
  readonly tokenWait: number;
}

/** What differs between calendar services in the life of a sign-in. */
export interface SignInProvider<Identity extends AccountIdentity, Config extends SignInConfig> {
  readonly config: {
    /** `undefined` while it is loading. */
    readonly current: Config | undefined;
    load(): Promise<Config>;
  };
  /** Whether the start waits until the app calls `initialize()`. */
  readonly startsLazily: (config: Config) => boolean;
  /** The token source that the configuration names. */
  readonly openSource: (config: Config) => TokenSource;
  readonly identities: AccountIdentities<Identity> & {
    /** The identity of an account that is only remembered from an earlier page. */
    remembered(account: AccountIdentity): Identity;
  };
  /** Shares the token with another script of the page, where the configuration says so. Called with each start. */
  readonly openForeignClient: (config: Config) => void;
  /** A token that another script of the page has obtained. */
  readonly foreignToken: () => Promise<AccessToken | undefined>;
  /** The wanted scopes that the granted ones do not hold. */
  readonly missingScopes: (
    wanted: readonly string[],
    granted: readonly string[],
  ) => readonly string[];
  /** The same error for the same reason, so that states can be compared. */
  readonly notRenewableError: (reason: NotRenewable) => CalendarSyncError;
}
