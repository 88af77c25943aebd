import { createHash } from 'node:crypto';
import { IdentityError } from './identity-error.ts';
import { pkceRequired, wrongVerifier } from './refusals.ts';
import type { RegisteredClient } from './registered-client.ts';

/** The base64url of a SHA-256 (RFC 7636, section 4.2). */
const S256_CHALLENGE = /^[\w-]{43}$/;

/** @throws IdentityError for a challenge of another method than S256. */
export function readChallenge(query: URLSearchParams): string | undefined {
  const challenge = query.get('code_challenge') ?? undefined;
  if (challenge === undefined) {
    return undefined;
  }
  if (query.get('code_challenge_method') !== 'S256') {
    // Entra takes `plain` of other apps, too; an emulator for apps of today takes none.
    throw new IdentityError(
      9002325,
      'invalid_request',
      "Proof Key for Code Exchange needs the code_challenge_method 'S256'.",
    );
  }
  if (!S256_CHALLENGE.test(challenge)) {
    throw new IdentityError(501491, 'invalid_request', 'Invalid size of Code_Challenge parameter.');
  }
  return challenge;
}

/** @throws IdentityError unless the verifier fits (RFC 7636). A single-page app cannot do without. */
export function assertVerified(
  challenge: string | undefined,
  verifier: string | null,
  client: RegisteredClient,
): void {
  if (challenge === undefined) {
    if (client.kind === 'spa') {
      throw pkceRequired();
    }
  } else if (
    createHash('sha256')
      .update(verifier ?? '')
      .digest('base64url') !== challenge
  ) {
    throw wrongVerifier();
  }
}
