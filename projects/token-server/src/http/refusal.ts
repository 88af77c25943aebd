import type { Context } from 'hono';
import { wordsPage } from './words-page.ts';
import type { TokenEnv } from './token-env.ts';

type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 502 | 503 | 504;

interface RefusalMore {
  /** Further members of the body. */
  readonly details?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is not served, in the form of an OAuth error (RFC 6749, section 5.2). */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: RefusalStatus,
    readonly error: string,
    description: string,
    readonly more: RefusalMore = {},
  ) {
    super(description);
  }
}

/**
 * Tells the log the code of what was refused, and the one who asked what was wrong: JSON for a script, and a page for
 * a person who went there with the browser.
 *
 * @param waysBack Addresses that the page links to.
 */
export function answerRefusal(
  context: Context<TokenEnv>,
  { status, error, message, more: { details, headers } }: Refusal,
  waysBack: readonly string[],
): Response | Promise<Response> {
  context.set('outcome', error);
  for (const [name, value] of Object.entries(headers ?? {})) {
    context.header(name, value);
  }
  const isNavigation = context.req.method === 'GET';
  if (isNavigation && context.req.header('Accept')?.includes('text/html')) {
    return wordsPage(context, { status, code: error, text: message, waysBack });
  }
  return context.json({ error, error_description: message, ...details }, status);
}
