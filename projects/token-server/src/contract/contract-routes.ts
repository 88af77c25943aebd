import { Hono } from 'hono';
import { passOn } from '../google/google-answer.ts';
import type { GoogleOAuth } from '../google/google-oauth.ts';
import { requiredField } from '../http/form.ts';
import type { TokenEnv } from '../http/token-env.ts';

/** The seed's contract: the page keeps the refresh token, and Google's JSON goes through unchanged. */
export function contractRoutes(google: GoogleOAuth): Hono<TokenEnv> {
  const routes = new Hono<TokenEnv>();
  routes.post('/auth', async (context) =>
    passOn(context, await google.exchangePopupCode(requiredField(context, 'code'))),
  );
  routes.post('/refresh', async (context) =>
    passOn(context, await google.refresh(requiredField(context, 'refresh_token'))),
  );
  return routes;
}
