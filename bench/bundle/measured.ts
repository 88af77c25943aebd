import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';
import type { OutlookCalendarSyncConfig } from 'ngx-calendar-sync/outlook';

declare global {
  /** What bench/figures/bundle-page.mjs gives to the app before it starts: that of the service which the app has. */
  var measuredConfig: GoogleCalendarSyncConfig & OutlookCalendarSyncConfig;
  /** What the app gives to it. */
  var measuredService: unknown;
}

/** The emulator in place of Google. */
export const config: GoogleCalendarSyncConfig = globalThis.measuredConfig;

/** The emulator in place of Microsoft. */
export const outlookConfig: OutlookCalendarSyncConfig = globalThis.measuredConfig;

/** Lets the bench call a service of the app. */
export function measured<T>(service: T): T {
  globalThis.measuredService = service;
  return service;
}
