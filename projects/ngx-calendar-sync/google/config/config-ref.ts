import { CalendarSyncError } from 'ngx-calendar-sync';
import {
  inject,
  InjectionToken,
  Injector,
  runInInjectionContext,
  type Version,
  VERSION,
} from '@angular/core';
import { invalidConfig } from './config-values';
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
  assertAngular(VERSION);
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
  if (given instanceof Promise) {
    void follow(given);
  } else {
    current = resolveConfig(given);
  }
  return {
    get current() {
      return current;
    },
    load: () => {
      if (current) {
        return Promise.resolve(current);
      }
      return loading ?? follow(Promise.resolve(give()));
    },
  };
}

const FIRST_ANGULAR_MAJOR = 21;

/** npm warns of an older Angular, which some installs force past; then it should not fail in some other place. */
export function assertAngular({ full, major }: Pick<Version, 'full' | 'major'>): void {
  if (Number(major) < FIRST_ANGULAR_MAJOR) {
    throw invalidConfig(
      `ngx-calendar-sync needs Angular ${FIRST_ANGULAR_MAJOR} or later, and this is ${full}: see https://angular.dev/update-guide`,
    );
  }
}

function notLoaded(thrown: unknown): never {
  const cause = thrown instanceof Error ? thrown : CalendarSyncError.from(thrown);
  throw invalidConfig('the promise of its configuration was rejected.', cause);
}
