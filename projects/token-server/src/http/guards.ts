import type { MiddlewareHandler } from 'hono';
import type { Settings } from '../settings.ts';
import { CSRF_HEADER, unlistedOrigin } from './cors.ts';
import { Refusal } from './refusal.ts';
import type { TokenEnv } from './token-env.ts';

const CSRF_VALUE = 'XmlHttpRequest';

/** Lets pages of the list in. A browser sends `Origin` with every POST, to its own server too. */
export function listedPagesOnly({ allowedOrigins }: Settings): MiddlewareHandler<TokenEnv> {
  return async (context, next) => {
    const origin = context.req.header('Origin');
    if (origin === undefined || !allowedOrigins.includes(origin)) {
      throw unlistedOrigin();
    }
    context.set('page', new URL(origin));
    return next();
  };
}

/** Demands the header that no form of a foreign page can send. */
export const csrfHeader: MiddlewareHandler<TokenEnv> = async (context, next) => {
  if (context.req.header(CSRF_HEADER) !== CSRF_VALUE) {
    throw new Refusal(
      403,
      'csrf_header_required',
      `The request needs the header ${CSRF_HEADER}: ${CSRF_VALUE}.`,
    );
  }
  return next();
};
