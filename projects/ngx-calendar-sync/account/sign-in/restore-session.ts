import { type CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync';
import type { AccessToken } from '../tokens/access-token';
import type { AccessTokens } from '../tokens/access-tokens';
import type {
  AccountIdentities,
  AccountIdentity,
  IdentifiedToken,
} from '../tokens/account-identity';
import type { FirstAnswer, TokenSource } from '../tokens/token-source';

interface Places<Identity extends AccountIdentity> {
  readonly source: TokenSource;
  readonly tokens: Pick<AccessTokens, 'ofAnotherTab' | 'rememberedToken'>;
  readonly identities: AccountIdentities<Identity>;
  readonly foreignToken: () => Promise<AccessToken | undefined>;
  /** Whether the session is still looked for. */
  readonly isCurrent: () => boolean;
}

type Restored<Identity extends AccountIdentity> =
  IdentifiedToken<Identity> | { readonly reason: CalendarSyncError | undefined };

/**
 * Looks for a session that is there already: in another tab, in this page, then at the token source. A sign-out that
 * the server does not know of comes first, since its session is not wanted.
 */
export async function restoreSession<Identity extends AccountIdentity>(
  places: Places<Identity>,
): Promise<Restored<Identity>> {
  const { source, tokens, identities, foreignToken, isCurrent } = places;
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
  const ways: readonly (() => Promise<FirstAnswer>)[] = [
    async () => answerOf(cameBack ? undefined : await tokens.ofAnotherTab()),
    async () =>
      answerOf(cameBack ? undefined : (tokens.rememberedToken() ?? (await foreignToken()))),
    () => source.restore(),
  ];
  let reason: CalendarSyncError | undefined;
  for (const way of ways) {
    const found = await way();
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

function answerOf(token: AccessToken | undefined): FirstAnswer {
  return token ? { token } : {};
}
