import { randomBytes } from 'node:crypto';
import { startServer } from './server-process.mjs';

const TOKEN_SERVER = 'projects/token-server/bin/google-calendar-token-server.mjs';

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
    bin: TOKEN_SERVER,
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

/**
 * Starts the token server with the emulator as Microsoft.
 *
 * @param {{port: number, microsoft: string, origins: readonly string[]}} options port 0 means a free port
 */
export function startMicrosoftTokenServer({ port, microsoft, origins }) {
  const identity = `${microsoft}/common/oauth2/v2.0`;
  return startServer({
    bin: TOKEN_SERVER,
    env: {
      PROVIDER: 'microsoft',
      PORT: String(port),
      ALLOWED_ORIGINS: origins.join(','),
      SESSION_SECRETS: randomBytes(32).toString('hex'),
      MICROSOFT_CLIENT_ID: '00000000-1111-4222-8333-555555555555',
      MICROSOFT_CLIENT_SECRET: 'emulator-client-secret',
      MICROSOFT_TOKEN_ENDPOINT: `${identity}/token`,
      MICROSOFT_AUTHORIZATION_ENDPOINT: `${identity}/authorize`,
    },
  });
}
