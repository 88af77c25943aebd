import type { AccountIdentities, AccountIdentity } from './account-identity';
import type { TokenSource } from './token-source';

/** How the tokens of one OAuth client are obtained and identified. */
export interface TokenSettings {
  /** Tabs of the same client share tokens, and its stored values have its name. Without it nothing is shared or stored. */
  readonly clientId: string | undefined;
  /** How long a request waits for the user to renew an expired sign-in, in milliseconds. */
  readonly tokenWait: number;
  readonly source: TokenSource;
  readonly identities: AccountIdentities<AccountIdentity>;
}
