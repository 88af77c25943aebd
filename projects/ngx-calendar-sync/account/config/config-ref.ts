import { inject, Injector, runInInjectionContext, type Version, VERSION } from '@angular/core';
import { defer, from, type Observable, switchMap } from 'rxjs';
import { CalendarSyncError, ɵinvalidConfig as invalidConfig } from 'ngx-calendar-sync/base';

/** A configuration, a promise of it, or a factory of either. */
export type ConfigSource<Config> = Config | Promise<Config> | (() => Config | Promise<Config>);

/** The configuration, which may still be loading. */
export interface ConfigRef<Resolved> {
  /** `undefined` until a promised configuration has resolved. A configuration without a promise is there at once. */
  readonly current: Resolved | undefined;
  /** Calls the app's factory again if its last promise was rejected. Rejects with `invalid-config`. */
  load(): Promise<Resolved>;
}

/**
 * @param source What the app has given, whose factory runs in the injection context.
 * @param resolve Checks a configuration and fills in its defaults.
 * @throws CalendarSyncError `invalid-config` if a configuration without a promise cannot work.
 */
export function configRef<Config extends object, Resolved>(
  source: ConfigSource<Config>,
  resolve: (config: Config) => Resolved,
): ConfigRef<Resolved> {
  if (ngDevMode) {
    assertAngular(VERSION);
  }
  const injector = inject(Injector);
  const readSource = (): Config | Promise<Config> =>
    typeof source === 'function' ? runInInjectionContext(injector, source) : source;

  let current: Resolved | undefined;
  let loading: Promise<Resolved> | undefined;
  const resolveLater = (promise: Promise<Config>) => {
    loading = promise.then((config) => (current = resolve(config)), throwNotLoaded);
    loading.catch(() => (loading = undefined));
    return loading;
  };

  const config = readSource();
  if (config instanceof Promise) {
    void resolveLater(config);
  } else {
    current = resolve(config);
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

/** Uses the configuration on subscription: at once where it is there. */
export function withConfig<Resolved, R>(
  config: ConfigRef<Resolved>,
  use: (resolved: Resolved) => Observable<R>,
): Observable<R> {
  return defer(() => {
    const { current } = config;
    return current ? use(current) : from(config.load()).pipe(switchMap(use));
  });
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
