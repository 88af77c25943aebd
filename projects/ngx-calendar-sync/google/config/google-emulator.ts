import type { GoogleEndpoints } from './google-calendar-sync.config';
import { baseAddress } from './config-values';

/**
 * Where everything of Google's is that a google-calendar-emulator stands for.
 *
 * @example
 * ```ts
 * // npx google-calendar-emulator
 * provideGoogleCalendarSync({
 *   clientId: 'emulator.apps.googleusercontent.com',
 *   apiKey: 'emulator-api-key',
 *   endpoints: googleEmulator('http://localhost:4300'),
 * });
 * ```
 *
 * @param url the address that the emulator says it listens on
 * @throws CalendarSyncError `invalid-config` where that is no address of a web server
 */
export function googleEmulator(url: string): GoogleEndpoints {
  const base = baseAddress('the address of the emulator', url);
  return {
    gis: `${base}/gsi/client`,
    gapi: `${base}/js/api.js`,
    api: `${base}/calendar/v3`,
    userinfo: `${base}/v1/userinfo`,
  };
}
