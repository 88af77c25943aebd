import type { Context } from 'hono';
import { CSRF_HEADER, unlistedOrigin } from './cors.ts';
import { Refusal } from './refusal.ts';
import type { TokenEnv } from './token-env.ts';

const CSRF_VALUE = 'XmlHttpRequest';

/** What a guard thinks of a request. */
export interface Verdict {
  /** Why it is not served; undefined for one that is. */
  readonly refusal?: Refusal;
  /** Whether any page of the web can have sent it: such requests are counted apart from those of the app. */
  readonly isStranger: boolean;
}

export type Guard = (context: Context<TokenEnv>, allowedOrigins: readonly string[]) => Verdict;

/**
 * Lets pages of the list in that send the header which no form of a foreign page can send. A browser sends `Origin`
 * with every POST, to its own server too.
 */
export const pageGuard: Guard = (context, allowedOrigins) => {
  const origin = context.req.header('Origin');
  if (origin === undefined || !allowedOrigins.includes(origin)) {
    return { refusal: unlistedOrigin(), isStranger: true };
  }
  context.set('page', new URL(origin));
  if (context.req.header(CSRF_HEADER) !== CSRF_VALUE) {
    const text = `The request needs the header ${CSRF_HEADER}: ${CSRF_VALUE}.`;
    return { refusal: new Refusal(403, 'csrf_header_required', text), isStranger: true };
  }
  return { isStranger: false };
};

/**
 * Lets a browser in that goes to the address with its whole tab. A foreign page can ask for it too, as an image or in
 * a frame, which is refused, or by sending its own tab there, which nothing tells from a link.
 */
export const browserGuard: Guard = (context, allowedOrigins) => {
  const origin = context.req.header('Origin');
  // After a form's POST some browsers name the origin "null" on the way through Google.
  const isForeign = origin !== undefined && origin !== 'null' && !allowedOrigins.includes(origin);
  const destination = context.req.header('Sec-Fetch-Dest') ?? 'document';
  if (isForeign) {
    return { refusal: unlistedOrigin(), isStranger: true };
  }
  if (destination !== 'document') {
    const text = 'This address is for the whole tab: no frame, image or script can use it.';
    return { refusal: new Refusal(403, 'navigation_required', text), isStranger: true };
  }
  return { isStranger: context.req.header('Sec-Fetch-Site') === 'cross-site' };
};
