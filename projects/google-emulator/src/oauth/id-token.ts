import { createHash, type webcrypto } from 'node:crypto';
import { errors, exportJWK, exportSPKI, generateKeyPair, jwtVerify, SignJWT, type JWK } from 'jose';
import type { SeedUser } from '../seed/seed.ts';
import { subjectOf, type AccessToken } from './grants.ts';
import { EMAIL_SCOPE, PROFILE_SCOPE } from './scopes.ts';

export const ISSUER = 'https://accounts.google.com';
const ALGORITHM = 'RS256';
const KEY_ID = 'emulator';

interface Keys {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
}

/** Signs id tokens. The key is generated when it is first needed and kept as long as the emulator runs. */
export class IdTokens {
  private keys: Promise<Keys> | undefined;

  async sign(
    user: SeedUser,
    accessToken: AccessToken,
    nonce: string | undefined,
    now: number,
  ): Promise<string> {
    const { privateKey } = await this.keyPair();
    const { clientId } = accessToken.grant;
    const issuedAt = Math.floor(now / 1000);
    return new SignJWT({
      azp: clientId,
      ...claimsOf(user, accessToken.scopes),
      at_hash: accessTokenHash(accessToken.token),
      ...(nonce !== undefined && { nonce }),
    })
      .setProtectedHeader({ alg: ALGORITHM, kid: KEY_ID, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(clientId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + 3600)
      .sign(privateKey);
  }

  /** The claims of a valid id token of this emulator; undefined for any other token. */
  async claims(token: string, now: number): Promise<Record<string, unknown> | undefined> {
    const { publicKey } = await this.keyPair();
    try {
      const verified = await jwtVerify(token, publicKey, { currentDate: new Date(now) });
      return { ...verified.payload, ...verified.protectedHeader };
    } catch (error) {
      if (error instanceof errors.JOSEError) {
        return undefined;
      }
      throw error;
    }
  }

  /** The public key as a JSON Web Key Set. */
  async jwks(): Promise<{ readonly keys: readonly JWK[] }> {
    const { publicKey } = await this.keyPair();
    return { keys: [{ ...(await exportJWK(publicKey)), alg: ALGORITHM, kid: KEY_ID, use: 'sig' }] };
  }

  /** The public key in PEM by its key id: an older form that Google's Node client uses. */
  async pems(): Promise<Record<string, string>> {
    const { publicKey } = await this.keyPair();
    return { [KEY_ID]: await exportSPKI(publicKey) };
  }

  private keyPair(): Promise<Keys> {
    this.keys ??= generateKeyPair(ALGORITHM, { extractable: true });
    return this.keys;
  }
}

/** The claims about a user that the scopes allow. */
export function claimsOf(user: SeedUser, scopes: ReadonlySet<string>): Record<string, unknown> {
  const [givenName, ...rest] = user.name.split(' ');
  return {
    sub: subjectOf(user.email),
    ...(scopes.has(PROFILE_SCOPE) && {
      name: user.name,
      given_name: givenName,
      ...(rest.length > 0 && { family_name: rest.join(' ') }),
      locale: user.locale,
    }),
    ...(scopes.has(EMAIL_SCOPE) && { email: user.email, email_verified: true }),
  };
}

/** The `at_hash` claim: OpenID Connect Core, section 3.1.3.6. */
function accessTokenHash(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
}
