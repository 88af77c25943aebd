import { createHash, randomBytes, type webcrypto } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';
import type { Account } from '../accounts.ts';
import { GRAPH_APP_ID } from './refusals.ts';
import { CONSUMERS_TENANT_ID, tenantOf } from './tenants.ts';

const ALGORITHM = 'RS256';
const KEY_ID = 'graph-calendar-emulator';
const ID_TOKEN_LIFETIME_S = 3600;
/** The short ids of personal accounts, as Graph has them. */
const PERSONAL_ID = /^[\da-f]{16}$/i;

interface Keys {
  readonly privateKey: webcrypto.CryptoKey;
  readonly publicKey: webcrypto.CryptoKey;
}

export interface IdTokenRequest {
  readonly account: Account;
  readonly clientId: string;
  readonly scopes: ReadonlySet<string>;
  readonly nonce: string | undefined;
  readonly wantsLoginHint: boolean;
}

/** Signs id tokens and the access tokens of work accounts. The key is generated when it is first needed. */
export class SignedTokens {
  private keys: Promise<Keys> | undefined;

  constructor(private readonly origin: () => string) {}

  /** id-token-claims-reference: the claims of version 2.0. */
  async idToken(request: IdTokenRequest, now: number): Promise<string> {
    const { account, clientId, scopes, nonce, wantsLoginHint } = request;
    const tenantId = tenantOf(account);
    return this.sign(
      {
        ver: '2.0',
        iss: `${this.origin()}/${tenantId}/v2.0`,
        sub: subjectOf(account, clientId),
        aud: clientId,
        ...(scopes.has('profile') && {
          name: account.name,
          preferred_username: account.email,
          oid: objectIdOf(account),
        }),
        ...(scopes.has('email') && { email: account.email }),
        tid: tenantId,
        ...(nonce !== undefined && { nonce }),
        ...(wantsLoginHint && { login_hint: loginHintOf(account) }),
        uti: randomBytes(16).toString('base64url'),
      },
      now,
      ID_TOKEN_LIFETIME_S,
    );
  }

  /** The access token of a work account: a JWT that only Graph can read, by its `nonce`. That of a personal account is no JWT. */
  async accessToken(
    account: Account,
    clientId: string,
    scopes: readonly string[],
    now: number,
    lifetimeS: number,
  ): Promise<string> {
    if (account.kind === 'personal') {
      return `EwB${randomBytes(300).toString('base64')}`;
    }
    const tenantId = tenantOf(account);
    const claims = {
      ver: '1.0',
      aud: GRAPH_APP_ID,
      iss: `${this.origin()}/${tenantId}/`,
      appid: clientId,
      oid: objectIdOf(account),
      scp: scopes.join(' '),
      tid: tenantId,
      upn: account.email,
      uti: randomBytes(16).toString('base64url'),
    };
    return this.sign(claims, now, lifetimeS, randomBytes(24).toString('base64url'));
  }

  /** The public key, with the issuer whose tokens it signs (access-tokens: "Validate the signature"). */
  async jwks(issuer: string): Promise<{ readonly keys: readonly (JWK & { issuer: string })[] }> {
    const { publicKey } = await this.keyPair();
    const key = await exportJWK(publicKey);
    return { keys: [{ ...key, kid: KEY_ID, x5t: KEY_ID, use: 'sig', issuer }] };
  }

  private async sign(
    claims: Record<string, unknown>,
    now: number,
    lifetimeS: number,
    headerNonce?: string,
  ): Promise<string> {
    const { privateKey } = await this.keyPair();
    const issuedAt = Math.floor(now / 1000);
    return new SignJWT({ ...claims, nbf: issuedAt })
      .setProtectedHeader({
        typ: 'JWT',
        alg: ALGORITHM,
        kid: KEY_ID,
        ...(headerNonce !== undefined && { nonce: headerNonce }),
      })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeS)
      .sign(privateKey);
  }

  private keyPair(): Promise<Keys> {
    this.keys ??= generateKeyPair(ALGORITHM, { extractable: true });
    return this.keys;
  }
}

/** The id of the account in tokens: a GUID, which for a personal account has the account's short id at its end. */
export function objectIdOf({ id, kind }: Account): string {
  return kind === 'personal' && PERSONAL_ID.test(id)
    ? `00000000-0000-0000-${id.slice(0, 4)}-${id.slice(4)}`.toLowerCase()
    : id;
}

/** `client_info` of an answer: which account it is of, in the form that MSAL reads. */
export function clientInfoOf(account: Account): string {
  return base64urlOf(JSON.stringify({ uid: objectIdOf(account), utid: tenantOf(account) }));
}

/** The opaque value of the claim `login_hint`. */
export function loginHintOf(account: Account): string {
  return `O.${base64urlOf(`${objectIdOf(account)} ${account.email}`)}`;
}

/** The account's issuer differs from that of other kinds: `{tenantid}` stands for any tenant. */
export function issuerOfKeys(origin: string, tenantId: string): string {
  const tenant = tenantId === CONSUMERS_TENANT_ID ? tenantId : '{tenantid}';
  return `${origin}/${tenant}/v2.0`;
}

/** `sub` is another one in every app: it is pairwise. */
function subjectOf(account: Account, clientId: string): string {
  return createHash('sha256').update(`${clientId} ${account.id}`).digest('base64url');
}

function base64urlOf(text: string): string {
  return Buffer.from(text).toString('base64url');
}
