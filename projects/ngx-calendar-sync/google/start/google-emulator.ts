import type { GoogleEndpoints } from './google-calendar-sync.config';
import { ɵreadBaseUrl as readBaseUrl } from 'ngx-calendar-sync/base';

/**
 * The `endpoints` of a google-calendar-emulator, which stands in for every service of Google that the library uses.
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
 * @param url The URL that the emulator prints when it starts.
 * @throws CalendarSyncError `invalid-config` if `url` is not an HTTP or HTTPS URL, or has a query.
 */
export function googleEmulator(url: string): GoogleEndpoints {
  const base = readBaseUrl('the address of the emulator', url);
  return {
    gis: `${base}/gsi/client`,
    gapi: `${base}/js/api.js`,
    api: `${base}/calendar/v3`,
    batch: `${base}/batch/calendar/v3`,
    userinfo: `${base}/v1/userinfo`,
  };
}
