import type { Context } from 'hono';
import { messagePage } from './message-page.ts';
import type { Refusal } from './refusal.ts';
import type { TokenEnv } from './token-env.ts';

/**
 * Answers a refused request and hands the error code to the access log. A script gets JSON, a person who opened the
 * address in the browser gets an HTML page.
 *
 * @param backLinks Addresses of the app that the HTML page links to.
 */
export function answerRefusal(
  context: Context<TokenEnv>,
  { status, error, message, more: { details, headers } }: Refusal,
  backLinks: readonly string[],
): Response | Promise<Response> {
  context.set('outcome', error);
  for (const [name, value] of Object.entries(headers ?? {})) {
    context.header(name, value);
  }
  const isNavigation = context.req.method === 'GET';
  if (isNavigation && context.req.header('Accept')?.includes('text/html')) {
    return messagePage(context, { status, code: error, text: message, backLinks });
  }
  return context.json({ error, error_description: message, ...details }, status);
}
