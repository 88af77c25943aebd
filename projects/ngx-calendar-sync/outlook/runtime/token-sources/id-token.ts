import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵmembersOf as membersOf,
} from 'ngx-calendar-sync/account';
import { accountOfObjectId } from '../config/account-of-object-id';

/**
 * The account that an id token names, and its address; nothing where it does not name both. Its signature is not checked: it has
 * come from Microsoft itself, over TLS, with the token that it is about (OpenID Connect Core, section 3.1.3.7).
 *
 * @param nonce Of the login that it answers; `undefined` for a renewal, whose id token has none.
 * @throws CalendarSyncError `unexpected` for an id token of another app or of another login.
 */
export function ownerOf(
  idToken: unknown,
  clientId: string | undefined,
  nonce: string | undefined,
): Pick<AccessToken, 'account' | 'address'> {
  if (typeof idToken !== 'string') {
    return {};
  }
  const claims = claimsOf(idToken);
  if (claims['aud'] !== clientId || (nonce !== undefined && claims['nonce'] !== nonce)) {
    throw new CalendarSyncError(
      'unexpected',
      ngDevMode && 'Microsoft has answered with the id token of another sign-in.',
    );
  }
  const { oid, preferred_username: address } = claims;
  const account = accountOfObjectId(oid);
  return account !== undefined && typeof address === 'string' && address !== ''
    ? { account, address }
    : {};
}

function claimsOf(idToken: string): Readonly<Record<string, unknown>> {
  try {
    const payload = (idToken.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    return membersOf(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}
