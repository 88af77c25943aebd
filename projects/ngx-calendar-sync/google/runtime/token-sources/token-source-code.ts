import { inject, InjectionToken } from '@angular/core';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import {
  ɵOwnTokenSource as OwnTokenSource,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import type { ResolvedConfig } from '../config/resolved-config';

/** Loads the code of a token source. What it resolves to creates the source and runs in an injection context. */
type LoadTokenSource = () => Promise<(config: ResolvedConfig) => TokenSource>;

/** The code of each token source, by the `auth` of the configuration: an app loads that of its own alone. */
export const TOKEN_SOURCE_CODE = new InjectionToken<
  Readonly<Record<ResolvedConfig['auth'], LoadTokenSource>>
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
        tokenServerCode(),
      ]);
      return (config) => new ServerTokenSource(config);
    },
    redirect: async () => {
      const [{ RedirectTokenSource }] = await Promise.all([
        import('./redirect-token-source'),
        tokenServerCode(),
      ]);
      return (config) => new RedirectTokenSource(config);
    },
    // Part of the first load: as a file of its own it would split `account/`, and two files compress worse than one.
    own: () => Promise.resolve((config) => new OwnTokenSource(config, inject(CLOCK))),
  }),
});

/** Loaded with the source: else a user would consent in Google's window before it turns out to be missing. */
const tokenServerCode = () => import('./token-server-client');
