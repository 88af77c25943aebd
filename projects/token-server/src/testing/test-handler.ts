import type { TokenServerOptions } from '../options.ts';
import { createTokenHandler, type TokenHandler } from '../token-handler.ts';
import { APP } from './page.ts';

export const SECURE_APP = 'https://app.example.com';
export const SECRET = 'the first secret of the specs here';
export const OTHER_SECRET = 'another secret of the specs, older';

/** A token server that specs call as a function, without a network. */
export function testHandler(
  environment: Readonly<Record<string, string>>,
  more: Partial<TokenServerOptions> = {},
): TokenHandler {
  return createTokenHandler(testOptions(environment, more));
}

/** The options of {@link testHandler}: those of the environment, completed by defaults, and `more`, which wins. */
export function testOptions(
  environment: Readonly<Record<string, string>>,
  more: Partial<TokenServerOptions> = {},
): TokenServerOptions {
  const {
    GOOGLE_CLIENT_ID: clientId = 'client',
    GOOGLE_CLIENT_SECRET: clientSecret = 'secret',
    GOOGLE_TOKEN_ENDPOINT: token,
    GOOGLE_AUTHORIZATION_ENDPOINT: authorization,
    GOOGLE_REVOCATION_ENDPOINT: revocation,
  } = environment;
  return {
    clientId,
    clientSecret,
    allowedOrigins: [APP, SECURE_APP],
    sessionSecrets: [SECRET],
    endpoints: {
      ...(token !== undefined && { token }),
      ...(authorization !== undefined && { authorization }),
      ...(revocation !== undefined && { revocation }),
    },
    ...more,
  };
}
