import type { Context } from 'hono';
import { passOnGrant, passOnRefusal, type GoogleAnswer } from '../google/google-answer.ts';
import type { GoogleOAuth } from '../google/google-oauth.ts';
import { requiredField } from '../http/form.ts';
import type { GuardedRoutes } from '../http/guarded-routes.ts';
import type { TokenEnv } from '../http/token-env.ts';

/**
 * The routes of contract mode: `authUrl` and `refreshUrl` as any server may implement them. The page keeps the refresh
 * token, and the JSON that Google grants is passed on unchanged.
 */
export function addContractRoutes(routes: GuardedRoutes, google: GoogleOAuth): void {
  routes.addPageRoute('/auth', async (context) =>
    passOn(context, await google.exchangePopupCode(requiredField(context, 'code'))),
  );
  routes.addPageRoute('/refresh', async (context) =>
    passOn(context, await google.refresh(requiredField(context, 'refresh_token'))),
  );
}

function passOn(context: Context<TokenEnv>, answer: GoogleAnswer): Response {
  return answer.isGranted ? passOnGrant(context, answer) : passOnRefusal(context, answer);
}
