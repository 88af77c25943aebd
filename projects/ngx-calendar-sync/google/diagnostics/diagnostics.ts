import { DOCUMENT } from '@angular/common';
import { inject, Injectable, VERSION as ANGULAR } from '@angular/core';
import {
  type CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
  ɵVERSION as VERSION,
} from 'ngx-calendar-sync';
import type { GoogleAuthState } from '../auth/google-auth-state';
import { CONFIG } from '../config/config-ref';
import { googleEndpoints } from '../config/google-calendar-sync.config';
import type { ResolvedConfig } from '../config/resolved-config';

/** Plain data, to be shown as JSON. */
export interface GoogleCalendarDiagnostics {
  readonly versions: {
    readonly library: string;
    readonly angular: string;
    readonly browser: string;
  };
  readonly configuration: DiagnosedConfiguration | 'not there yet';
  readonly auth: DiagnosedAuth;
  /** By method and route, ids taken out. */
  readonly requests: Readonly<Record<string, DiagnosedRequests>>;
  /** The last ones, oldest first. */
  readonly errors: readonly DiagnosedError[];
}

export interface DiagnosedConfiguration {
  readonly auth: string;
  readonly tokenMode?: 'sealed' | 'contract';
  readonly scopes: readonly string[];
  readonly clientId: boolean;
  readonly apiKey: boolean;
  /** Those that are not Google's. */
  readonly otherEndpoints: readonly string[];
}

export interface DiagnosedAuth {
  readonly status: GoogleAuthState['status'];
  /** Whether a sign-in can open its window. */
  readonly ready: boolean;
  readonly reason?: CalendarSyncErrorCode;
  readonly grantedScopes?: readonly string[];
  readonly missingScopes?: readonly string[];
  readonly secondsLeft?: number;
}

export interface DiagnosedRequests {
  readonly sent: number;
  /** By HTTP status, 0 where there was no answer. */
  readonly answers: Readonly<Record<number, number>>;
  readonly slowestMs: number;
}

export interface DiagnosedError {
  /** ISO 8601. */
  readonly at: string;
  readonly code: CalendarSyncErrorCode;
  readonly status?: number;
}

const MAX_ERRORS_KEPT = 20;

/** What happened, told without what it was about. */
@Injectable()
export class Diagnostics {
  readonly #config = inject(CONFIG);
  readonly #clock = inject(CLOCK);
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #requests = new Map<string, DiagnosedRequests>();
  #errors: readonly DiagnosedError[] = [];

  answered(route: string, status: number, milliseconds: number): void {
    const { sent, answers, slowestMs } = this.#requests.get(route) ?? noRequests;
    this.#requests.set(route, {
      sent: sent + 1,
      answers: { ...answers, [status]: (answers[status] ?? 0) + 1 },
      slowestMs: Math.max(slowestMs, Math.round(milliseconds)),
    });
  }

  failed({ code, status }: CalendarSyncError): void {
    const error = {
      at: new Date(this.#clock.now()).toISOString(),
      code,
      ...(status === undefined ? {} : { status }),
    };
    this.#errors = [...this.#errors, error].slice(-MAX_ERRORS_KEPT);
  }

  report(state: GoogleAuthState, ready: boolean): GoogleCalendarDiagnostics {
    return {
      versions: {
        library: VERSION,
        angular: ANGULAR.full,
        browser: this.#window?.navigator.userAgent ?? 'none',
      },
      configuration: this.#config.current
        ? diagnosedConfiguration(this.#config.current)
        : 'not there yet',
      auth: this.#diagnosedAuth(state, ready),
      requests: Object.fromEntries(this.#requests),
      errors: this.#errors,
    };
  }

  #diagnosedAuth(state: GoogleAuthState, ready: boolean): DiagnosedAuth {
    const reason = 'reason' in state ? state.reason : undefined;
    const { code } = (state.status === 'error' ? state.error : reason) ?? {};
    return {
      status: state.status,
      ready,
      ...(code === undefined ? {} : { reason: code }),
      ...('grantedScopes' in state
        ? { grantedScopes: state.grantedScopes, missingScopes: state.missingScopes }
        : {}),
      ...('expiresAt' in state
        ? { secondsLeft: Math.round((state.expiresAt.getTime() - this.#clock.now()) / 1000) }
        : {}),
    };
  }
}

const noRequests: DiagnosedRequests = { sent: 0, answers: {}, slowestMs: 0 };

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
