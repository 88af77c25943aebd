import { inject, Injectable, InjectionToken } from '@angular/core';
import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type {
  ɵOutlookRuntime as OutlookRuntime,
  ɵOutlookStart as OutlookStart,
  ɵstartOutlook as startOutlook,
} from 'ngx-calendar-sync/outlook/runtime';
import {
  type OutlookCalendarSyncConfigSource,
  type ɵOutlookFeatures as OutlookFeatures,
  ɵOutlookLogin as OutlookLogin,
} from 'ngx-calendar-sync/outlook/start';
import { ɵLazyRuntime as LazyRuntime } from 'ngx-calendar-sync/service';

/** The arguments of `provideOutlookCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<OutlookCalendarSyncConfigSource>(
  'ngx-calendar-sync Outlook config source',
);
export const FEATURES = new InjectionToken<OutlookFeatures>('ngx-calendar-sync Outlook features');

/** The code behind the service. */
export interface OutlookCode {
  readonly runtime: { readonly ɵstartOutlook: typeof startOutlook };
  readonly writes: OutlookStart['writes'];
  readonly offline?: OutlookStart['offline'];
}

/** Tests provide the code itself, so that nothing has to be loaded. */
export const OUTLOOK_CODE = new InjectionToken<OutlookCode>('ngx-calendar-sync Outlook code');

/** What is behind `OutlookCalendarService`, once it is loaded. */
@Injectable()
export class LazyOutlook extends LazyRuntime<OutlookRuntime> {
  constructor() {
    const config = inject(CONFIG_SOURCE);
    const features = inject(FEATURES);
    // Created with the app, before a router changes the address that it reads.
    const login = inject(OutlookLogin);
    const given = inject(OUTLOOK_CODE, { optional: true });
    const starting =
      ({ runtime, writes, offline }: OutlookCode) =>
      () =>
        runtime.ɵstartOutlook({ config, features, login, writes, ...(offline ? { offline } : {}) });
    const { start, auth } =
      typeof config === 'object' && !(config instanceof Promise) ? config : {};
    // The login from which the page comes back was begun by the app.
    const cameBack = auth === 'redirect' && login.outcome !== undefined;
    super({
      startsLazily: start === 'lazy' && !cameBack,
      signOutKey: 'ngx-calendar-sync outlook sign-out before the start',
      startGiven: given ? starting(given) : undefined,
      load: async () => {
        const [runtime, offline] = await Promise.all([
          orNotLoaded(import('ngx-calendar-sync/outlook/runtime')),
          features.offlineReplica?.load() as Promise<OutlookStart['offline']> | undefined,
        ]);
        return starting({
          runtime,
          writes: () => import('ngx-calendar-sync/outlook/writes'),
          offline,
        });
      },
    });
  }
}
