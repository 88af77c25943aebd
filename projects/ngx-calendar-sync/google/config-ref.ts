import { inject, InjectionToken } from '@angular/core';
import { CalendarSyncError } from 'ngx-calendar-sync';
import type { GoogleCalendarSyncConfigSource } from './google-calendar-sync.config';
import { type ResolvedConfig, resolveConfig } from './resolved-config';

/** What the app gave to `provideGoogleCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<GoogleCalendarSyncConfigSource>(
  'ngx-calendar-sync Google config source',
);

/** The config, at once where the app gave it at once, else when it comes. */
export interface ConfigRef {
  readonly current: ResolvedConfig | undefined;
  /** Rejects with `invalid-config`. */
  readonly resolved: Promise<ResolvedConfig>;
}

export const CONFIG = new InjectionToken<ConfigRef>('ngx-calendar-sync Google config');

/** @throws CalendarSyncError `invalid-config`, where the config is there at once and cannot work. */
export function configRef(): ConfigRef {
  const source = inject(CONFIG_SOURCE);
  const given = typeof source === 'function' ? source() : source;
  if (!(given instanceof Promise)) {
    const current = resolveConfig(given);
    return { current, resolved: Promise.resolve(current) };
  }
  let current: ResolvedConfig | undefined;
  const resolved = given.then((config) => (current = resolveConfig(config)), notLoaded);
  resolved.catch(() => undefined);
  return {
    get current() {
      return current;
    },
    resolved,
  };
}

function notLoaded(cause: unknown): never {
  throw new CalendarSyncError(
    'invalid-config',
    'Google Calendar is not set up: the promise of its configuration was rejected.',
    { cause },
  );
}
