import { inject, Injectable } from '@angular/core';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync';
import {
  ɵOwnTokenSource as OwnTokenSource,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import type { ResolvedConfig } from '../config/resolved-config';
import { ClientTokenSource } from './client-token-source';
import { RedirectTokenSource } from './redirect-token-source';
import { ServerTokenSource } from './server-token-source';

/** The token sources by the `auth` of the configuration. */
@Injectable()
export class TokenSources {
  readonly #sources: Readonly<Record<ResolvedConfig['auth'], TokenSource>> = {
    client: inject(ClientTokenSource),
    server: inject(ServerTokenSource),
    redirect: inject(RedirectTokenSource),
    own: new OwnTokenSource(inject(CLOCK), inject(CONFIG)),
  };

  of({ auth }: ResolvedConfig): TokenSource {
    return this.#sources[auth];
  }
}
