import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';
import type { OutlookCalendarSyncConfig } from 'ngx-calendar-sync/outlook';

declare global {
  /** What bench/figures/bundle-page.mjs gives to the app before it starts. */
  var measuredConfig: GoogleCalendarSyncConfig;
  /** What the app gives to it. */
  var measuredService: unknown;
}

/** The emulator in place of Google. */
export const config = globalThis.measuredConfig;

/** Of an app whose files are weighed and that is not run. */
export const outlookConfig: OutlookCalendarSyncConfig = {
  clientId: '00000000-1111-4222-8333-444444444444',
};

/** Lets the bench call a service of the app. */
export function measured<T>(service: T): T {
  globalThis.measuredService = service;
  return service;
}
