import { randomBytes } from 'node:crypto';
import { startServer } from './server-process.mjs';

/**
 * Starts the token server with the emulator as Google.
 *
 * @param {{port: number, google: string, origins: readonly string[], mode: 'sealed' | 'contract', secret?: string}} options
 *   port 0 means a free port; with the same `secret` the sessions of an earlier server stay valid
 */
export function startTokenServer({
  port,
  google,
  origins,
  mode,
  secret = randomBytes(32).toString('hex'),
}) {
  return startServer({
    bin: 'projects/token-server/bin/google-calendar-token-server.mjs',
    env: {
      PORT: String(port),
      ALLOWED_ORIGINS: origins.join(','),
      TOKEN_MODE: mode,
      SESSION_SECRETS: secret,
      GOOGLE_CLIENT_ID: 'emulator.apps.googleusercontent.com',
      GOOGLE_CLIENT_SECRET: 'emulator-client-secret',
      GOOGLE_TOKEN_ENDPOINT: `${google}/token`,
      GOOGLE_AUTHORIZATION_ENDPOINT: `${google}/o/oauth2/v2/auth`,
      GOOGLE_REVOCATION_ENDPOINT: `${google}/revoke`,
    },
  });
}
