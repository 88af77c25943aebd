import {
  createEnvironmentInjector,
  DestroyRef,
  EnvironmentInjector,
  inject,
  Injector,
  type Provider,
  runInInjectionContext,
} from '@angular/core';
import type { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import {
  type ɵAccountFeatures as AccountFeatures,
  ɵfeatureProviders as featureProviders,
  ɵloadGestureRenewal as loadGestureRenewal,
} from 'ngx-calendar-sync/account';
import type { AccountAuth } from './account-auth';
import type { AccountSessions } from './account-sessions';
import type { AccountTypes } from './account-types';
import { loadWritesWhenIdle } from './load-writes-when-idle';

/** What is behind a service, as it is started. */
interface Startable<A extends AccountTypes> {
  readonly auth: AccountAuth<A['identity']>;
  readonly sessions: AccountSessions<A>;
  readonly writes: LazyService<unknown>;
}

/**
 * Starts what is behind a service, with an injector of its own, so that two providers in one app share nothing. To be called in
 * the injection context of the service's providers, and ends with them.
 * @param providers What the provider of the calendars needs.
 */
export function startRuntime<A extends AccountTypes, R extends Startable<A>>(
  features: AccountFeatures,
  providers: readonly Provider[],
  create: (injector: EnvironmentInjector) => R,
): R {
  const injector = createEnvironmentInjector(
    [...providers, ...featureProviders(features)],
    inject(EnvironmentInjector),
  );
  let runtime: R;
  try {
    runtime = create(injector);
  } catch (error) {
    injector.destroy();
    throw error;
  }
  inject(DestroyRef).onDestroy(() => {
    injector.destroy();
  });
  const { auth, sessions, writes } = runtime;
  if (features.gestureRenewal) {
    void loadGestureRenewal(injector, auth);
  }
  runInInjectionContext(injector.get(Injector), () => {
    loadWritesWhenIdle(auth.identity$, sessions, writes);
  });
  return runtime;
}
