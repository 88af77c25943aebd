import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import {
  type ɵAuthState as AuthState,
  type ɵDiagnosedAuth as DiagnosedAuth,
  ɵdiagnosedAuth as diagnosedAuth,
  type ɵDiagnosedError as DiagnosedError,
  type ɵDiagnosedRequests as DiagnosedRequests,
  ɵDiagnostics as Diagnostics,
} from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import {
  type DiagnosedVersions,
  googleEndpoints,
  ɵdiagnosedVersions as diagnosedVersions,
} from 'ngx-calendar-sync/google/start';
import type { ResolvedConfig } from '../config/resolved-config';

/** The report of `GoogleCalendarService.diagnostics()`: plain data that can be shown as JSON. */
export interface GoogleCalendarDiagnostics {
  /** What runs. */
  readonly versions: DiagnosedVersions;
  /** The configuration, or that it is still awaited. */
  readonly configuration: DiagnosedConfiguration | 'not there yet';
  /** The state of the sign-in. */
  readonly auth: DiagnosedAuth;
  /** By method and route; ids are left out of the routes. */
  readonly requests: Readonly<Record<string, DiagnosedRequests>>;
  /** The last errors, the oldest first. */
  readonly errors: readonly DiagnosedError[];
}

/** What a bug report may contain of the configuration: no client ID, no key and no URL. */
export interface DiagnosedConfiguration {
  /** How the app gets access tokens: the word of `auth` in the configuration, `own` where it gives them itself. */
  readonly auth: string;
  /** Who keeps the refresh token, where a server renews the sign-in. */
  readonly tokenMode?: 'sealed' | 'contract';
  /** The OAuth scopes that the user is asked for. */
  readonly scopes: readonly string[];
  /** Whether a client ID is set. */
  readonly clientId: boolean;
  /** Whether an API key is set. */
  readonly apiKey: boolean;
  /** The names of the endpoints that are not Google's own. */
  readonly otherEndpoints: readonly string[];
}

/** Makes the report for `GoogleCalendarService.diagnostics()`. */
@Injectable()
export class GoogleDiagnostics {
  readonly #config = inject(CONFIG);
  readonly #clock = inject(CLOCK);
  readonly #diagnostics = inject(Diagnostics);
  readonly #window = inject(DOCUMENT).defaultView;

  report(state: AuthState, ready: boolean): GoogleCalendarDiagnostics {
    const { current } = this.#config;
    return {
      versions: diagnosedVersions(this.#window),
      configuration: current ? diagnosedConfiguration(current) : 'not there yet',
      auth: diagnosedAuth(state, ready, this.#clock.now()),
      requests: this.#diagnostics.requests(),
      errors: this.#diagnostics.errors(),
    };
  }
}

function diagnosedConfiguration(config: ResolvedConfig): DiagnosedConfiguration {
  const { auth, server, scopes, clientId, apiKey, endpoints } = config;
  const names = Object.keys(googleEndpoints) as (keyof typeof googleEndpoints)[];
  return {
    auth,
    ...(server ? { tokenMode: server.sealed ? 'sealed' : 'contract' } : {}),
    scopes,
    clientId: clientId !== undefined,
    apiKey: apiKey !== undefined,
    otherEndpoints: names.filter((name) => endpoints[name] !== googleEndpoints[name]),
  };
}
