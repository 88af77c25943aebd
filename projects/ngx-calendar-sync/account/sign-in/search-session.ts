import { type CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { AccessToken } from '../tokens/access-token';
import type { AccessTokens } from '../tokens/access-tokens';
import type {
  AccountIdentities,
  AccountIdentity,
  IdentifiedToken,
} from '../tokens/account-identity';
import type { RestoreResult, TokenSource } from '../tokens/token-source';

interface SearchContext<Identity extends AccountIdentity> {
  readonly source: TokenSource;
  readonly tokens: Pick<AccessTokens, 'askOtherTabs' | 'rememberedToken'>;
  readonly identities: AccountIdentities<Identity>;
  readonly foreignToken: () => Promise<AccessToken | undefined>;
  /** Whether the search is still wanted. */
  readonly isCurrent: () => boolean;
}

type SearchResult<Identity extends AccountIdentity> =
  IdentifiedToken<Identity> | { readonly reason: CalendarSyncError | undefined };

/**
 * Looks for a session without the user: in another tab, in this page, then at the token source. The server first hears
 * of a sign-out that it has not confirmed: its session must not come back.
 */
export async function searchSession<Identity extends AccountIdentity>(
  context: SearchContext<Identity>,
): Promise<SearchResult<Identity>> {
  const { source, tokens, identities, foreignToken, isCurrent } = context;
  try {
    if (await source.finishSignOut?.()) {
      return { reason: undefined };
    }
  } catch (error) {
    if (hasCode(error, 'sign-out-pending')) {
      return { reason: error };
    }
    throw error;
  }
  const { cameBack } = source;
  const steps: readonly (() => Promise<RestoreResult>)[] = [
    async () => resultOf(cameBack ? undefined : await tokens.askOtherTabs()),
    async () =>
      resultOf(cameBack ? undefined : (tokens.rememberedToken() ?? (await foreignToken()))),
    () => source.restore(),
  ];
  let reason: CalendarSyncError | undefined;
  for (const step of steps) {
    const found = await step();
    reason = found.reason;
    if (!isCurrent()) {
      return { reason: undefined };
    }
    if (!found.token) {
      continue;
    }
    try {
      return { identity: await identities.find(found.token), token: found.token };
    } catch (error) {
      if (!isCurrent()) {
        return { reason: undefined };
      }
      if (!hasCode(error, 'expired')) {
        throw error;
      }
      reason = error;
    }
  }
  return { reason };
}

function resultOf(token: AccessToken | undefined): RestoreResult {
  return token ? { token } : {};
}
