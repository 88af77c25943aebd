import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { TokenEnv } from './token-env.ts';

const secure = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  // How long a whole domain is reached by https alone is not for one handler on it to say.
  strictTransportSecurity: false,
  // A redirect that cuts the tab off from its opener would take the app's choice away.
  crossOriginOpenerPolicy: false,
});

const notStored: MiddlewareHandler<TokenEnv> = async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
};

/** What every answer says to browsers and caches. */
export const COMMON_HEADERS = [secure, notStored];
