import type { Context } from 'hono';
import { CSRF_HEADER, unlistedOrigin } from './cors.ts';
import { Refusal } from './refusal.ts';
import type { GuardResult, TokenEnv } from './token-env.ts';

const CSRF_VALUE = 'XmlHttpRequest';

export type Guard = (context: Context<TokenEnv>, allowedOrigins: readonly string[]) => GuardResult;

/**
 * Accepts a request that comes from a page of the allowed origins and has the CSRF header, which a form of a foreign page
 * cannot send. A browser sends `Origin` with every POST, also with one to the page's own server.
 */
export const pageGuard: Guard = (context, allowedOrigins) => {
  const origin = context.req.header('Origin');
  if (origin === undefined || !allowedOrigins.includes(origin)) {
    return { refusal: unlistedOrigin(), mayBeForged: true };
  }
  context.set('page', new URL(origin));
  if (context.req.header(CSRF_HEADER) !== CSRF_VALUE) {
    const text = `The request needs the header ${CSRF_HEADER}: ${CSRF_VALUE}.`;
    return { refusal: new Refusal(403, 'csrf_header_required', text), mayBeForged: true };
  }
  return { mayBeForged: false };
};

/**
 * Accepts a browser that opens the address with the whole tab. A foreign page can load the address as an image or in a
 * frame, which is refused. It can also send its own tab there, which cannot be told from a link: such a request is served,
 * and counted as one that may be forged.
 */
export const navigationGuard: Guard = (context, allowedOrigins) => {
  const origin = context.req.header('Origin');
  // Some browsers send "null" here when Google answers a form's POST with the redirect to this server.
  const isForeign = origin !== undefined && origin !== 'null' && !allowedOrigins.includes(origin);
  const destination = context.req.header('Sec-Fetch-Dest') ?? 'document';
  if (isForeign) {
    return { refusal: unlistedOrigin(), mayBeForged: true };
  }
  if (destination !== 'document') {
    const text = 'This address is for the whole tab: no frame, image or script can use it.';
    return { refusal: new Refusal(403, 'navigation_required', text), mayBeForged: true };
  }
  return { mayBeForged: context.req.header('Sec-Fetch-Site') === 'cross-site' };
};
