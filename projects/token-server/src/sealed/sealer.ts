import {
  base64url,
  decodeProtectedHeader,
  EncryptJWT,
  errors,
  jwtDecrypt,
  type CryptoKey,
  type JWTPayload,
} from 'jose';

/** Each purpose has keys of its own, so that the cookie of a login cannot be used as a session or the other way round. */
export type Purpose = 'session' | 'login';

/** The decrypted claims. */
export interface Opened {
  readonly claims: JWTPayload;
  /** Whether another secret than the first has encrypted them, so that they should be sealed again. */
  readonly isByOldSecret: boolean;
  /** When they were encrypted, in milliseconds since 1970. */
  readonly sealedAt: number;
}

interface SealingKey {
  readonly id: string;
  readonly key: CryptoKey;
}

const SALT = 'google-calendar-token-server v1';
const KEY_ID_BITS = 64;
const KEY_ID = /^[\w-]{11}$/;
const ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';

/** Encrypts claims so that only servers with the same secrets can read them: a JWE, `dir` with A256GCM. */
export class Sealer {
  private keys: Promise<readonly SealingKey[]> | undefined;

  /** @param secrets The first one encrypts; each can decrypt what it has encrypted. */
  constructor(
    private readonly secrets: readonly string[],
    private readonly purpose: Purpose,
    private readonly lifetimeS: number,
    private readonly now: () => number,
  ) {}

  async seal(claims: JWTPayload): Promise<string> {
    const [first] = await this.sealingKeys();
    if (!first) {
      throw new Error('There is no secret to seal with.');
    }
    const issuedAt = Math.floor(this.now() / 1000);
    return new EncryptJWT(claims)
      .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION, kid: first.id })
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + this.lifetimeS)
      .encrypt(first.key);
  }

  /** The claims; undefined if the text is not a JWE of these secrets and this purpose, was changed, or has expired. */
  async open(sealed: string): Promise<Opened | undefined> {
    const keys = await this.sealingKeys();
    try {
      const { payload, protectedHeader } = await jwtDecrypt(sealed, ({ kid }) => keyOf(keys, kid), {
        keyManagementAlgorithms: [ALGORITHM],
        contentEncryptionAlgorithms: [ENCRYPTION],
        requiredClaims: ['iat', 'exp'],
        currentDate: new Date(this.now()),
      });
      return {
        claims: payload,
        isByOldSecret: protectedHeader.kid !== keys[0]?.id,
        sealedAt: (payload.iat ?? 0) * 1000,
      };
    } catch (error) {
      if (error instanceof errors.JOSEError) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Whether a text that `open` refused is a JWE of a token server whose secret this instance does not have. While a new
   * secret is rolled out, another instance can have it already.
   */
  async isSealedByUnknownSecret(sealed: string): Promise<boolean> {
    const { alg, enc, kid } = headerOf(sealed);
    const isOurs = alg === ALGORITHM && enc === ENCRYPTION && typeof kid === 'string';
    return isOurs && KEY_ID.test(kid) && !(await this.sealingKeys()).some(({ id }) => id === kid);
  }

  private sealingKeys(): Promise<readonly SealingKey[]> {
    // The keys are derived at first use: some edge runtimes allow no cryptography before the first request.
    this.keys ??= Promise.all(this.secrets.map((secret) => deriveKey(secret, this.purpose)));
    return this.keys;
  }
}

function headerOf(sealed: string): Readonly<Record<string, unknown>> {
  try {
    return decodeProtectedHeader(sealed);
  } catch {
    return {};
  }
}

function keyOf(keys: readonly SealingKey[], id: string | undefined): CryptoKey {
  const found = keys.find((each) => each.id === id);
  if (!found) {
    throw new errors.JWEDecryptionFailed('sealed by an unknown secret');
  }
  return found.key;
}

async function deriveKey(secret: string, purpose: Purpose): Promise<SealingKey> {
  const { subtle } = crypto;
  const material = await subtle.importKey('raw', encode(secret), 'HKDF', false, [
    'deriveKey',
    'deriveBits',
  ]);
  const hkdf = (use: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: encode(SALT),
    info: encode(`${purpose} ${use}`),
  });
  const id = await subtle.deriveBits(hkdf('key id'), material, KEY_ID_BITS);
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await subtle.deriveKey(hkdf('key'), material, aes, false, ['encrypt', 'decrypt']);
  return { id: base64url.encode(new Uint8Array(id)), key };
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
