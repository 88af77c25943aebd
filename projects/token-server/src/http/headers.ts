import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { TokenEnv } from './token-env.ts';

const securityHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  // HSTS applies to the whole domain; this handler is only one part of the domain, so its operator decides.
  strictTransportSecurity: false,
  // Set on a redirect, this header would cut the tab off from the window that opened it; the app decides about that.
  crossOriginOpenerPolicy: false,
});

const noStore: MiddlewareHandler<TokenEnv> = async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
};

/** The headers that every answer has. */
export const COMMON_HEADERS = [securityHeaders, noStore];
