import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { RateLimitOptions, TokenServerOptions } from '../options.ts';
import { createTokenHandler } from '../token-handler.ts';
import { clientAddress } from './client-address.ts';

/** The options of the handler, with what Node knows and the web standard does not. */
export interface NodeTokenServerOptions extends Omit<TokenServerOptions, 'rateLimit'> {
  /** Limits by the client's address, 300 requests a minute if left out; `false` for no limit. */
  readonly rateLimit?: Omit<RateLimitOptions, 'clientAddress'> | false;
  /** How many proxies of the operator's own stand in front; 0 if left out, and `X-Forwarded-For` is not looked at. */
  readonly trustedProxies?: number;
}

/** What `http.createServer` takes, and Express's `use`. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * The token server for `http.createServer` and for frameworks on it: `app.use('/api/google', createNodeListener(…))`
 * in Express, before any parser of bodies.
 *
 * @throws OptionsError that names every option that is missing or wrong.
 * @throws RangeError where `trustedProxies` is no number of proxies.
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
        // The rest of a body that was refused is not read, and the connection is of no more use.
        response.headers.set('Connection', 'close');
      }
      return response;
    },
    // A library that replaces the app's own Request and Response would be a surprise.
    { overrideGlobalObjects: false },
  );
  return (incoming, outgoing) => void listener(incoming, outgoing);
}
