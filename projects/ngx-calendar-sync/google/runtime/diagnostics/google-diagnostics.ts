import { inject, Injectable } from '@angular/core';
import {
  type ɵAuthState as AuthState,
  type ɵDiagnosticReport as DiagnosticReport,
  ɵDiagnosticReports as DiagnosticReports,
} from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import { googleEndpoints } from 'ngx-calendar-sync/google/start';
import type { ResolvedConfig } from '../config/resolved-config';

/** The report of `GoogleCalendarService.diagnostics()`: plain data that can be shown as JSON. */
export type GoogleCalendarDiagnostics = DiagnosticReport<DiagnosedConfiguration>;

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
  readonly #reports = inject(DiagnosticReports);

  report(state: AuthState, isReady: boolean): GoogleCalendarDiagnostics {
    const { current } = this.#config;
    return this.#reports.report(current && diagnosedConfiguration(current), state, isReady);
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
