import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';

declare global {
  /** What bench/figures/bundle-page.mjs gives to the app before it starts. */
  var measuredConfig: GoogleCalendarSyncConfig;
  /** What the app gives to it. */
  var measuredService: unknown;
}

/** The emulator in place of Google. */
export const config = globalThis.measuredConfig;

/** Lets the bench call a service of the app. */
export function measured<T>(service: T): T {
  globalThis.measuredService = service;
  return service;
}
