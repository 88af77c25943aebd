import type { Hono } from 'hono';
import type { TokenEnv } from './http/token-env.ts';
import type { TokenServerOptions } from './options.ts';
import { readSettings } from './settings.ts';
import { createTokenApp } from './token-app.ts';

/** Web-standard: Node's adapters, Deno, Bun, Cloudflare Workers and route handlers of Next.js all take it. */
export type TokenHandler = (request: Request) => Promise<Response>;

/**
 * Makes the token server: `authUrl` and `refreshUrl` of a browser app, and the rest of its sign-in.
 *
 * @throws OptionsError that names every option that is missing or wrong.
 */
export function createTokenHandler(options: TokenServerOptions): TokenHandler {
  const settings = readSettings(options);
  let app: Hono<TokenEnv> | undefined;
  return async (request) => {
    // The app is made by the first request: its rate limit starts a timer, and some platforms, such as Cloudflare
    // Workers, allow no timer outside of a request.
    app ??= createTokenApp(settings);
    return app.fetch(request);
  };
}
