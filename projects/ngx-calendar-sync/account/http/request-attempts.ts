import { DOCUMENT } from '@angular/common';
import { HttpErrorResponse } from '@angular/common/http';
import { inject } from '@angular/core';
import {
  catchError,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  retry,
  switchMap,
  throwError,
  timeout,
} from 'rxjs';
import { ɵCLOCK as CLOCK, ɵRANDOM as RANDOM, type CalendarSyncError } from 'ngx-calendar-sync/base';
import { type ConfigRef, withConfig } from '../config/config-ref';
import { Diagnostics } from '../diagnostics/diagnostics';
import type { AccessToken } from '../tokens/access-token';
import { AccessTokens } from '../tokens/access-tokens';
import { withBackOff } from './retry-policy';

/** A request without an answer after this time is treated as failed, and may be repeated. */
const ANSWER_TIMEOUT_MS = 30_000;

/** A request of a provider: how it is sent once, and what its failures mean. */
export interface AttemptedRequest<Config, Answer> {
  readonly config: ConfigRef<Config>;
  /** `token` is that of the session, or the next one of it after a refusal; any other token is the only one. */
  readonly access: 'token' | AccessToken | undefined;
  /** Sends it once. */
  readonly attempt: (config: Config, token: AccessToken | undefined) => Observable<Answer>;
  /** How often it is repeated at most after this failure. */
  readonly retriesAfter: (error: unknown) => number;
  readonly toError: (thrown: unknown) => CalendarSyncError;
}

/** Sends the requests of any provider as often as it takes, and as their failures allow. Made in an injection context. */
export class RequestAttempts {
  readonly #tokens = inject(AccessTokens);
  readonly #diagnostics = inject(Diagnostics);
  readonly #clock = inject(CLOCK);
  readonly #random = inject(RANDOM);
  readonly #navigator = inject(DOCUMENT).defaultView?.navigator;

  /** A cold Observable of the answer, which fails with a `CalendarSyncError`. */
  answerOf<Config, Answer>({
    config,
    access,
    attempt,
    retriesAfter,
    toError,
  }: AttemptedRequest<Config, Answer>): Observable<Answer> {
    return withConfig(config, (resolved) => {
      // Asked for once, so that a request that is repeated stays with the account that it began with.
      const token$ = access === 'token' ? this.#tokens.valid() : of(access);
      return token$.pipe(
        // The token is waited for before HttpClient is entered, which would keep the app from being stable.
        switchMap((token) => attempt(resolved, token)),
        // A provider may refuse a token before it expires. If another one can be had without the user, the request succeeds
        // nevertheless; else it waits for the user like any other.
        retry({
          count: 1,
          delay: (error: unknown) =>
            access === 'token' && error instanceof HttpErrorResponse && error.status === 401
              ? of(undefined)
              : throwError(() => error),
        }),
        withBackOff({
          clock: this.#clock,
          random: this.#random,
          retriesAfter: (error) => (this.#navigator?.onLine === false ? 0 : retriesAfter(error)),
        }),
      );
    }).pipe(catchError((thrown: unknown) => throwError(() => this.failed(toError(thrown)))));
  }

  /** Fails where an answer takes too long. What waits for its turn to be sent does not belong inside. */
  inTime<Answer>(): MonoTypeOperatorFunction<Answer> {
    return timeout({ each: ANSWER_TIMEOUT_MS, scheduler: this.#clock });
  }

  /** Keeps a failure for the diagnostics. */
  failed(error: CalendarSyncError): CalendarSyncError {
    this.#diagnostics.failed(error);
    return error;
  }
}
