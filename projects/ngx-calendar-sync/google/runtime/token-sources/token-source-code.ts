import { inject, InjectionToken } from '@angular/core';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import {
  ɵOwnTokenSource as OwnTokenSource,
  type ɵLoadTokenSource as LoadTokenSource,
  ɵloadTokenServer as loadTokenServer,
} from 'ngx-calendar-sync/account';
import type { ResolvedConfig } from '../config/resolved-config';

/** The code of each token source, by the `auth` of the configuration: an app loads that of its own alone. */
export const TOKEN_SOURCE_CODE = new InjectionToken<
  Readonly<Record<ResolvedConfig['auth'], LoadTokenSource<ResolvedConfig>>>
>('ngx-calendar-sync token source code', {
  providedIn: 'root',
  factory: () => ({
    client: async () => {
      const { ClientTokenSource } = await import('./client-token-source');
      return (config) => new ClientTokenSource(config);
    },
    server: async () => {
      const [{ ServerTokenSource }] = await Promise.all([
        import('./server-token-source'),
        loadTokenServer(),
      ]);
      return (config) => new ServerTokenSource(config);
    },
    redirect: async () => {
      const [{ RedirectTokenSource }] = await Promise.all([
        import('./redirect-token-source'),
        loadTokenServer(),
      ]);
      return (config) => new RedirectTokenSource(config);
    },
    // Part of the first load: as a file of its own it would split `account/`, and two files compress worse than one.
    own: () => Promise.resolve((config) => new OwnTokenSource(config, inject(CLOCK))),
  }),
});
