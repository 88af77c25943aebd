import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵmembersOf as membersOf } from 'ngx-calendar-sync/account';

/**
 * The address of the account that an id token names; `undefined` where there is none. Its signature is not checked: it has
 * come from Microsoft itself, over TLS, with the token that it is about (OpenID Connect Core, section 3.1.3.7).
 *
 * @param nonce Of the login that it answers; `undefined` for a renewal, whose id token has none.
 * @throws CalendarSyncError `unexpected` for an id token of another app or of another login.
 */
export function accountOf(
  idToken: unknown,
  clientId: string | undefined,
  nonce: string | undefined,
): string | undefined {
  if (typeof idToken !== 'string') {
    return undefined;
  }
  const claims = claimsOf(idToken);
  if (claims['aud'] !== clientId || (nonce !== undefined && claims['nonce'] !== nonce)) {
    throw new CalendarSyncError(
      'unexpected',
      ngDevMode && 'Microsoft has answered with the id token of another sign-in.',
    );
  }
  const { preferred_username: account } = claims;
  return typeof account === 'string' && account !== '' ? account : undefined;
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
