import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { RateLimitOptions, TokenServerOptions } from '../options.ts';
import { createTokenHandler } from '../token-handler.ts';
import { clientAddress } from './client-address.ts';

/** The options of the handler. Node knows the client's address, so `rateLimit` needs no `clientAddress`. */
export interface NodeTokenServerOptions extends Omit<TokenServerOptions, 'rateLimit'> {
  /** The limit per client address, by default 300 requests a minute; `false` for no limit. */
  readonly rateLimit?: Omit<RateLimitOptions, 'clientAddress'> | false;
  /** The number of the operator's own proxies in front; by default 0, and `X-Forwarded-For` is ignored. */
  readonly trustedProxies?: number;
}

/** A listener for `http.createServer` and for `use` of Express. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * The token server for `http.createServer` and for frameworks that build on it. In Express, add it before any body parser,
 * which would read the body first.
 *
 * @example
 * app.use('/api/google', createNodeListener({ clientId, clientSecret, allowedOrigins, sessionSecrets }));
 *
 * @throws OptionsError that names every option that is missing or wrong.
 * @throws RangeError if `trustedProxies` is not a whole number of 0 or more.
 */
export function createNodeListener(options: NodeTokenServerOptions): NodeListener {
  const { rateLimit = {}, trustedProxies = 0, ...rest } = options;
  if (!Number.isInteger(trustedProxies) || trustedProxies < 0) {
    throw new RangeError('trustedProxies must be a whole number, 0 or more.');
  }
  const addresses = new WeakMap<Request, string>();
  const handler = createTokenHandler({
    ...rest,
    ...(rateLimit && {
      rateLimit: { ...rateLimit, clientAddress: (request) => addresses.get(request) },
    }),
  });
  const listener = getRequestListener(
    async (request, env) => {
      const incoming = env.incoming as IncomingMessage;
      const address = clientAddress(incoming, trustedProxies);
      if (address !== undefined) {
        addresses.set(request, address);
      }
      const response = await handler(request);
      if (!incoming.complete) {
        // A refused body is not read to its end, so its rest would be taken for the next request on this connection.
        response.headers.set('Connection', 'close');
      }
      return response;
    },
    // By default @hono/node-server replaces the global Request and Response, which would affect the whole app.
    { overrideGlobalObjects: false },
  );
  return (incoming, outgoing) => void listener(incoming, outgoing);
}
