import { inject, InjectionToken } from '@angular/core';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import {
  ɵloadTokenServer as loadTokenServer,
  type ɵLoadTokenSource as LoadTokenSource,
  ɵOwnTokenSource as OwnTokenSource,
} from 'ngx-calendar-sync/account';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';

/** The code of each token source, by the `auth` of the configuration: an app loads that of its own alone. */
export const OUTLOOK_TOKEN_SOURCE_CODE = new InjectionToken<
  Readonly<Record<ResolvedOutlookConfig['auth'], LoadTokenSource<ResolvedOutlookConfig>>>
>('ngx-calendar-sync Outlook token source code', {
  providedIn: 'root',
  factory: () => ({
    client: async ({ signOutOfMicrosoft }) => {
      const [{ WindowTokenSource }, signOut] = await Promise.all([
        import('./window-token-source'),
        signOutOfMicrosoft ? import('./sign-out-window') : undefined,
      ]);
      return (config) => new WindowTokenSource(config, signOut?.SignOutWindow);
    },
    redirect: async () => {
      const { PageTokenSource } = await import('./page-token-source');
      return (config) => new PageTokenSource(config);
    },
    server: async ({ signOutOfMicrosoft }) => {
      const [{ ServerTokenSource }, signOut] = await Promise.all([
        import('./server-token-source'),
        signOutOfMicrosoft ? import('./sign-out-window') : undefined,
        loadTokenServer(),
      ]);
      return (config) => new ServerTokenSource(config, signOut?.SignOutWindow);
    },
    own: () => Promise.resolve((config) => new OwnTokenSource(config, inject(CLOCK))),
  }),
});
