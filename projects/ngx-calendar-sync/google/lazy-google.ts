import { inject, Injectable, InjectionToken } from '@angular/core';
import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type {
  ɵGoogleRuntime as GoogleRuntime,
  ɵGoogleStart as GoogleStart,
  ɵstartGoogle as startGoogle,
} from 'ngx-calendar-sync/google/runtime';
import {
  type GoogleCalendarSyncConfigSource,
  type ɵGoogleFeatures as GoogleFeatures,
  ɵRedirectLogin as RedirectLogin,
} from 'ngx-calendar-sync/google/start';
import { ɵLazyRuntime as LazyRuntime } from 'ngx-calendar-sync/service';

/** The arguments of `provideGoogleCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<GoogleCalendarSyncConfigSource>(
  'ngx-calendar-sync Google config source',
);
export const FEATURES = new InjectionToken<GoogleFeatures>('ngx-calendar-sync Google features');

/** The code behind the service. */
export interface GoogleCode {
  readonly runtime: { readonly ɵstartGoogle: typeof startGoogle };
  readonly writes: GoogleStart['writes'];
  readonly offline?: GoogleStart['offline'];
}

/** Tests provide the code itself, so that nothing has to be loaded. */
export const GOOGLE_CODE = new InjectionToken<GoogleCode>('ngx-calendar-sync Google code');

/** What is behind `GoogleCalendarService`, once it is loaded. */
@Injectable()
export class LazyGoogle extends LazyRuntime<GoogleRuntime> {
  constructor() {
    const config = inject(CONFIG_SOURCE);
    const features = inject(FEATURES);
    // Created with the app, before a router changes the address that it reads.
    const login = inject(RedirectLogin);
    const given = inject(GOOGLE_CODE, { optional: true });
    const starting =
      ({ runtime, writes, offline }: GoogleCode) =>
      () =>
        runtime.ɵstartGoogle({ config, features, login, writes, ...(offline ? { offline } : {}) });
    const { start, auth } =
      typeof config === 'object' && !(config instanceof Promise) ? config : {};
    // The login from which the page comes back was begun by the app.
    const cameBack = auth === 'redirect' && login.outcome !== undefined;
    super({
      startsLazily: start === 'lazy' && !cameBack,
      signOutKey: 'ngx-calendar-sync sign-out before the start',
      startGiven: given ? starting(given) : undefined,
      load: async () => {
        const [runtime, offline] = await Promise.all([
          orNotLoaded(import('ngx-calendar-sync/google/runtime')),
          features.offlineReplica?.load() as Promise<GoogleStart['offline']> | undefined,
        ]);
        return starting({
          runtime,
          writes: () => import('ngx-calendar-sync/google/writes'),
          offline,
        });
      },
    });
  }
}
