import { inject, InjectionToken, Injector, runInInjectionContext } from '@angular/core';
import { CalendarSyncError } from 'ngx-calendar-sync';
import type {
  GoogleCalendarSyncConfig,
  GoogleCalendarSyncConfigSource,
} from './google-calendar-sync.config';
import { type ResolvedConfig, resolveConfig } from './resolved-config';

/** What the app gave to `provideGoogleCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<GoogleCalendarSyncConfigSource>(
  'ngx-calendar-sync Google config source',
);

/** The config, at once where the app gave it at once, else when it comes. */
export interface ConfigRef {
  readonly current: ResolvedConfig | undefined;
  /** Asks the app's factory again where its promise was rejected. Rejects with `invalid-config`. */
  load(): Promise<ResolvedConfig>;
}

export const CONFIG = new InjectionToken<ConfigRef>('ngx-calendar-sync Google config');

/** @throws CalendarSyncError `invalid-config`, where the config is there at once and cannot work. */
export function configRef(): ConfigRef {
  const source = inject(CONFIG_SOURCE);
  const injector = inject(Injector);
  const give = () =>
    typeof source === 'function' ? runInInjectionContext(injector, source) : source;

  let current: ResolvedConfig | undefined;
  let loading: Promise<ResolvedConfig> | undefined;
  const follow = (promise: Promise<GoogleCalendarSyncConfig>) => {
    loading = promise.then((config) => (current = resolveConfig(config)), notLoaded);
    loading.catch(() => (loading = undefined));
    return loading;
  };

  const given = give();
  if (given instanceof Promise) void follow(given);
  else current = resolveConfig(given);
  return {
    get current() {
      return current;
    },
    load: () => {
      if (current) return Promise.resolve(current);
      return loading ?? follow(Promise.resolve(give()));
    },
  };
}

function notLoaded(cause: unknown): never {
  throw new CalendarSyncError(
    'invalid-config',
    'Google Calendar is not set up: the promise of its configuration was rejected.',
    { cause },
  );
}
