import { startServer } from './server-process.mjs';

/**
 * Starts the emulator of Google.
 *
 * @param {{port: number, seeds?: readonly string[], now?: string, controlOrigin?: string,
 *   onLine?: (line: string) => void}} options
 *   port 0 means a free port; `now` is the time at which its clock starts, ISO 8601
 */
export function startEmulator({ port, seeds = [], now, controlOrigin, onLine }) {
  return startServer({
    bin: 'projects/google-emulator/bin/google-calendar-emulator.mjs',
    args: [
      `--port=${port}`,
      ...seeds.map((seed) => `--seed=${seed}`),
      ...(now ? [`--now=${now}`] : []),
      ...(controlOrigin ? [`--control-origin=${controlOrigin}`] : []),
    ],
    onLine,
  });
}

/**
 * Starts the emulator of Microsoft's sign-in and Graph.
 *
 * @param {{port: number, https?: boolean, now?: string, controlOrigin?: string, onLine?: (line: string) => void}} options
 *   port 0 means a free port; `https` is what MSAL needs; `now` is the time at which its clock starts, ISO 8601
 */
export function startGraphEmulator({ port, https = false, now, controlOrigin, onLine }) {
  return startServer({
    bin: 'projects/graph-emulator/bin/graph-calendar-emulator.mjs',
    args: [
      `--port=${port}`,
      ...(https ? ['--https'] : []),
      ...(now ? [`--now=${now}`] : []),
      ...(controlOrigin ? [`--control-origin=${controlOrigin}`] : []),
    ],
    onLine,
  });
}

/**
 * The part of the demo's configuration that makes this emulator its Outlook.
 *
 * @param {string} url
 * @param {{auth?: 'client' | 'redirect' | 'server', tokenServer?: string | undefined}} [signIn] how the demo signs in to it
 */
export function graphEmulatorConfig(url, signIn = {}) {
  return {
    outlook: {
      clientId: '00000000-1111-4222-8333-444444444444',
      ...signIn,
      endpoints: { identity: url, graph: `${url}/v1.0` },
    },
  };
}

/** The configuration with which an app uses the emulator as Google. */
export function emulatorConfig(url) {
  return {
    clientId: 'emulator.apps.googleusercontent.com',
    apiKey: 'emulator-api-key',
    endpoints: {
      gis: `${url}/gsi/client`,
      gapi: `${url}/js/api.js`,
      api: `${url}/calendar/v3`,
      userinfo: `${url}/v1/userinfo`,
    },
  };
}
