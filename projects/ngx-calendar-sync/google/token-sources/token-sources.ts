import { inject, Injectable } from '@angular/core';
import type { ResolvedConfig } from '../config/resolved-config';
import { ClientTokenSource } from './client-token-source';
import { OwnTokenSource } from '../auth/own-token-source';
import { RedirectTokenSource } from './redirect-token-source';
import { ServerTokenSource } from './server-token-source';
import type { TokenSource } from '../auth/token-source';

/** The way in which tokens come, as `auth` in the configuration says. */
@Injectable()
export class TokenSources {
  readonly #ways: Readonly<Record<ResolvedConfig['auth'], TokenSource>> = {
    client: inject(ClientTokenSource),
    server: inject(ServerTokenSource),
    redirect: inject(RedirectTokenSource),
    own: inject(OwnTokenSource),
  };

  of({ auth }: ResolvedConfig): TokenSource {
    return this.#ways[auth];
  }
}
