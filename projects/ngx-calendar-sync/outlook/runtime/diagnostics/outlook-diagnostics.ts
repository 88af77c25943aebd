import { inject, Injectable } from '@angular/core';
import {
  type ɵAuthState as AuthState,
  type ɵDiagnosticReport as DiagnosticReport,
  ɵDiagnosticReports as DiagnosticReports,
} from 'ngx-calendar-sync/account';
import { outlookEndpoints } from 'ngx-calendar-sync/outlook/start';
import { OUTLOOK_CONFIG } from '../config/outlook-config';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';

/** The report of `OutlookCalendarService.diagnostics()`: plain data that can be shown as JSON. */
export type OutlookCalendarDiagnostics = DiagnosticReport<DiagnosedOutlookConfiguration>;

/** What a bug report may contain of the configuration: no client ID, no tenant and no URL. */
export interface DiagnosedOutlookConfiguration {
  /** How the app gets access tokens: the word of `auth` in the configuration, `own` where it gives them itself. */
  readonly auth: string;
  /** Whose accounts may sign in; `tenant` stands for a tenant that is named. */
  readonly accounts: 'common' | 'organizations' | 'consumers' | 'tenant';
  /** The OAuth scopes that the user is asked for. */
  readonly scopes: readonly string[];
  /** Whether a client ID is set. */
  readonly clientId: boolean;
  /** The names of the endpoints that are not Microsoft's own. */
  readonly otherEndpoints: readonly string[];
}

/** Makes the report for `OutlookCalendarService.diagnostics()`. */
@Injectable()
export class OutlookDiagnostics {
  readonly #config = inject(OUTLOOK_CONFIG);
  readonly #reports = inject(DiagnosticReports);

  report(state: AuthState, isReady: boolean): OutlookCalendarDiagnostics {
    const { current } = this.#config;
    return this.#reports.report(current && diagnosedConfiguration(current), state, isReady);
  }
}

function diagnosedConfiguration(config: ResolvedOutlookConfig): DiagnosedOutlookConfiguration {
  const { auth, tenant, scopes, clientId, endpoints } = config;
  const names = Object.keys(outlookEndpoints) as (keyof typeof outlookEndpoints)[];
  const known = (['common', 'organizations', 'consumers'] as const).find((word) => word === tenant);
  return {
    auth,
    accounts: known ?? 'tenant',
    scopes,
    clientId: clientId !== undefined,
    otherEndpoints: names.filter((name) => endpoints[name] !== outlookEndpoints[name]),
  };
}
