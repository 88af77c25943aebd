import { ɵreadBaseUrl as readBaseUrl } from 'ngx-calendar-sync/base';
import type { OutlookEndpoints } from './outlook-calendar-sync.config';

/**
 * The `endpoints` of a graph-calendar-emulator, which stands in for every service of Microsoft that the library uses.
 *
 * @example
 * ```ts
 * // npx graph-calendar-emulator
 * provideOutlookCalendarSync({
 *   clientId: '00000000-1111-4222-8333-444444444444',
 *   endpoints: outlookEmulator('http://localhost:4310'),
 * });
 * ```
 *
 * @param url The URL that the emulator prints when it starts.
 * @throws CalendarSyncError `invalid-config` if `url` is not an HTTP or HTTPS URL, or has a query.
 */
export function outlookEmulator(url: string): OutlookEndpoints {
  const base = readBaseUrl('the address of the emulator', url);
  return { identity: base, graph: `${base}/v1.0` };
}
