import {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleGivenToken,
  type GoogleTokenGiver,
} from 'ngx-calendar-sync/google';
import type { EmulatorAccount } from './config-file';

/** The key in `sessionStorage` under which it stands that the user has signed in. */
export const OWN_SIGN_IN_KEY = 'calendar-demo.own-sign-in';

/** The emulator's answer, as Google's token endpoint gives it. */
interface IssuedToken {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
}

/**
 * Stands for the sign-in of an app of its own, such as Firebase's: one click signs in, a reload stays signed in, and the end
 * of the tab signs out. Its tokens are the emulator's, which issues them without asking anybody, as Google never would.
 */
export function emulatorTokens({ account, tokenUrl }: EmulatorAccount): GoogleTokenGiver {
  // In memory as well, for browsers whose storage is switched off.
  let signedInScopes = readScopes();
  const rememberScopes = (scopes: readonly string[] | undefined) => {
    signedInScopes = scopes;
    writeScopes(scopes);
  };
  return {
    getAccessToken: async ({ interactive, scopes }) => {
      if (interactive) {
        rememberScopes(scopes ?? DEFAULT_GOOGLE_SCOPES);
      }
      return signedInScopes ? issuedToken(tokenUrl, account, signedInScopes) : null;
    },
    signOut: () => {
      rememberScopes(undefined);
      return Promise.resolve();
    },
  };
}

async function issuedToken(
  tokenUrl: string,
  email: string,
  scopes: readonly string[],
): Promise<GoogleGivenToken> {
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: JSON.stringify({ email, scopes }),
  });
  if (!response.ok) {
    throw new Error(`The emulator issued no token (${String(response.status)}).`);
  }
  const { access_token, expires_in, scope } = (await response.json()) as IssuedToken;
  return {
    token: access_token,
    expiresAt: new Date(Date.now() + expires_in * 1000),
    scopes: scope.split(' '),
  };
}

function readScopes(): readonly string[] | undefined {
  try {
    const scopes: unknown = JSON.parse(sessionStorage.getItem(OWN_SIGN_IN_KEY) ?? 'null');
    return Array.isArray(scopes) ? scopes.filter((scope) => typeof scope === 'string') : undefined;
  } catch {
    return undefined;
  }
}

function writeScopes(scopes: readonly string[] | undefined): void {
  try {
    if (scopes) {
      sessionStorage.setItem(OWN_SIGN_IN_KEY, JSON.stringify(scopes));
    } else {
      sessionStorage.removeItem(OWN_SIGN_IN_KEY);
    }
  } catch {
    // Then a reload signs out, and nothing else is lost.
  }
}
