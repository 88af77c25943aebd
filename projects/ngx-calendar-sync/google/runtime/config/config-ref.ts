import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  inject,
  InjectionToken,
  Injector,
  runInInjectionContext,
  type Version,
  VERSION,
} from '@angular/core';
import {
  ɵinvalidConfig as invalidConfig,
  type GoogleCalendarSyncConfig,
  type GoogleCalendarSyncConfigSource,
} from 'ngx-calendar-sync/google/start';
import { type ResolvedConfig, resolveConfig } from './resolved-config';

/** The argument of `provideGoogleCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<GoogleCalendarSyncConfigSource>(
  'ngx-calendar-sync Google config source',
);

/** The configuration, which may still be loading. */
export interface ConfigRef {
  /** `undefined` until a promised configuration has resolved. A configuration without a promise is there at once. */
  readonly current: ResolvedConfig | undefined;
  /** Calls the app's factory again if its last promise was rejected. Rejects with `invalid-config`. */
  load(): Promise<ResolvedConfig>;
}

export const CONFIG = new InjectionToken<ConfigRef>('ngx-calendar-sync Google config');

/**
 * @param isEventField Whether events have a field of this name: `mapping/`, which this room does not know, says so.
 * @throws CalendarSyncError `invalid-config` if a configuration without a promise cannot work.
 */
export function configRef(isEventField: (name: string) => boolean): ConfigRef {
  if (ngDevMode) {
    assertAngular(VERSION);
  }
  const source = inject(CONFIG_SOURCE);
  const injector = inject(Injector);
  const readSource = () =>
    typeof source === 'function' ? runInInjectionContext(injector, source) : source;

  let current: ResolvedConfig | undefined;
  let loading: Promise<ResolvedConfig> | undefined;
  const resolveLater = (promise: Promise<GoogleCalendarSyncConfig>) => {
    loading = promise.then(
      (config) => (current = resolveConfig(config, isEventField)),
      throwNotLoaded,
    );
    loading.catch(() => (loading = undefined));
    return loading;
  };

  const config = readSource();
  if (config instanceof Promise) {
    void resolveLater(config);
  } else {
    current = resolveConfig(config, isEventField);
  }
  return {
    get current() {
      return current;
    },
    load: () => {
      if (current) {
        return Promise.resolve(current);
      }
      return loading ?? resolveLater(Promise.resolve(readSource()));
    },
  };
}

const MIN_ANGULAR_MAJOR = 21;

/**
 * npm's peer dependency warning can be overridden with `--force`. Without this check an older Angular would fail later,
 * with an error that does not name the cause.
 * @throws CalendarSyncError `invalid-config` if Angular is too old.
 */
export function assertAngular({ full, major }: Pick<Version, 'full' | 'major'>): void {
  if (Number(major) < MIN_ANGULAR_MAJOR) {
    throw invalidConfig(
      'this version of Angular',
      ngDevMode &&
        `ngx-calendar-sync needs Angular ${MIN_ANGULAR_MAJOR} or later, and this is ${full}: see https://angular.dev/update-guide`,
    );
  }
}

function throwNotLoaded(thrown: unknown): never {
  const cause = thrown instanceof Error ? thrown : CalendarSyncError.from(thrown);
  throw invalidConfig(
    'the configuration',
    ngDevMode && 'the promise of the configuration was rejected. The cause of this error says why.',
    cause,
  );
}
