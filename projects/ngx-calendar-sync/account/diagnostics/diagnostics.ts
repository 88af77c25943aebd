import { inject, Injectable } from '@angular/core';
import {
  type CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
} from 'ngx-calendar-sync/base';

/** The requests of one method and route. */
export interface DiagnosedRequests {
  /** How many were sent, retries included. */
  readonly sent: number;
  /** By HTTP status; 0 where there was no answer. */
  readonly answers: Readonly<Record<number, number>>;
  /** How long the slowest answer took, in milliseconds. */
  readonly slowestMs: number;
}

/** An error that the app has met. */
export interface DiagnosedError {
  /** When it happened: ISO 8601, in UTC. */
  readonly at: string;
  /** The code of the {@link CalendarSyncError}. */
  readonly code: CalendarSyncErrorCode;
  /** The HTTP status, if there was a response. */
  readonly status?: number;
}

const MAX_ERRORS_KEPT = 20;
const noRequests: DiagnosedRequests = { sent: 0, answers: {}, slowestMs: 0 };

/** Counts requests and keeps the last errors, without anything about the user or the events. */
@Injectable()
export class Diagnostics {
  readonly #clock = inject(CLOCK);
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

  /** By method and route. */
  requests(): Readonly<Record<string, DiagnosedRequests>> {
    return Object.fromEntries(this.#requests);
  }

  /** Oldest first. */
  errors(): readonly DiagnosedError[] {
    return this.#errors;
  }
}
