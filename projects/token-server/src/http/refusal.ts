import type { Context } from 'hono';
import type { TokenEnv } from './token-env.ts';

type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 502 | 504;

/** A request that is not served, in the form of an OAuth error (RFC 6749, section 5.2). */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** @param details Further members of the body. */
  constructor(
    readonly status: RefusalStatus,
    readonly error: string,
    description: string,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(description);
  }
}

/** The answer that tells a page what was refused, and the log its code. */
export function answerRefusal(context: Context<TokenEnv>, refusal: Refusal): Response {
  context.set('outcome', refusal.error);
  const { status, error, message, details } = refusal;
  return context.json({ error, error_description: message, ...details }, status);
}
