import type { ɵLoginProof as LoginProof } from 'ngx-calendar-sync/outlook/start';

/** A login that can begin at any time: its proof, and what Microsoft is told of it. */
export interface PreparedLogin extends LoginProof {
  /** The hash of the verifier (RFC 7636, section 4.2). */
  readonly challenge: string;
}

/** RFC 7636 asks for at least 32 bytes. */
const RANDOM_BYTES = 32;

/** Made before the click, since hashing is asynchronous, and a window can be opened only before the first `await`. */
export async function prepareLogin(): Promise<PreparedLogin> {
  const verifier = randomText();
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return {
    verifier,
    challenge: base64url(new Uint8Array(hash)),
    state: randomText(),
    nonce: randomText(),
  };
}

/** A text that nobody can guess. */
function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
