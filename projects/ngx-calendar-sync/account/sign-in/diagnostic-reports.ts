import { DOCUMENT } from '@angular/common';
import { inject, Injectable } from '@angular/core';
import {
  type ɵDiagnosedVersions as DiagnosedVersions,
  ɵCLOCK as CLOCK,
  ɵdiagnosedVersions as diagnosedVersions,
} from 'ngx-calendar-sync/base';
import {
  type DiagnosedError,
  type DiagnosedRequests,
  Diagnostics,
} from '../diagnostics/diagnostics';
import type { AuthState } from './auth-state';
import { type DiagnosedAuth, diagnosedAuth } from './diagnosed-auth';

/** The report of a service's `diagnostics()`: plain data that can be shown as JSON. */
export interface DiagnosticReport<Configuration> {
  /** What runs. */
  readonly versions: DiagnosedVersions;
  /** The configuration, or that it is still awaited. */
  readonly configuration: Configuration | 'not there yet';
  /** The state of the sign-in. */
  readonly auth: DiagnosedAuth;
  /** By method and route; ids are left out of the routes. */
  readonly requests: Readonly<Record<string, DiagnosedRequests>>;
  /** The last errors, the oldest first. */
  readonly errors: readonly DiagnosedError[];
}

/** Makes the reports for `diagnostics()`. */
@Injectable()
export class DiagnosticReports {
  readonly #clock = inject(CLOCK);
  readonly #diagnostics = inject(Diagnostics);
  readonly #window = inject(DOCUMENT).defaultView;

  /** @param configuration What a report may contain of it; `undefined` while it is loading. */
  report<Configuration>(
    configuration: Configuration | undefined,
    state: AuthState,
    isReady: boolean,
  ): DiagnosticReport<Configuration> {
    return {
      versions: diagnosedVersions(this.#window),
      configuration: configuration ?? 'not there yet',
      auth: diagnosedAuth(state, isReady, this.#clock.now()),
      requests: this.#diagnostics.requests(),
      errors: this.#diagnostics.errors(),
    };
  }
}
