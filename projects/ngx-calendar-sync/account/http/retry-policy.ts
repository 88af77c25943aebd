import { HttpErrorResponse } from '@angular/common/http';
import { type MonoTypeOperatorFunction, retry, type SchedulerLike, throwError, timer } from 'rxjs';
import { ɵbackOffMs as backOffMs } from 'ngx-calendar-sync/base';

/** As Google recommends; other providers ask for no other pauses. */
const PAUSES = { firstMs: 1_000, maxMs: 32_000, addedMs: 1_000 };
const DEFAULT_MAX_RETRY_AFTER_MS = 60_000;

export interface RetryPolicy {
  readonly clock: SchedulerLike;
  /** From 0 up to but not including 1. */
  readonly random: () => number;
  /** How often a request that failed with this error is sent again. */
  readonly retriesAfter: (error: unknown) => number;
  /** A server that asks for a longer pause than this is not waited for: the request fails at once. */
  readonly maxRetryAfterMs?: number;
}

/**
 * Sends a failed request again, with exponential back-off. Fails with the last error once the retries are used up.
 * @see https://developers.google.com/workspace/calendar/api/guides/quota#backoff
 */
export function withBackOff<T>({
  clock,
  random,
  retriesAfter,
  maxRetryAfterMs = DEFAULT_MAX_RETRY_AFTER_MS,
}: RetryPolicy): MonoTypeOperatorFunction<T> {
  return retry({
    delay: (error: unknown, failures: number) => {
      const retryAfterMs = retryAfterOf(error, clock.now()) ?? 0;
      if (failures > retriesAfter(error) || retryAfterMs > maxRetryAfterMs) {
        return throwError(() => error);
      }
      return timer(backOffMs(failures, { ...PAUSES, retryAfterMs }, random), clock);
    },
  });
}

/**
 * The pause that a server asks for, in milliseconds; `undefined` where it asks for none, or the header may not be read
 * across origins.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
function retryAfterOf(error: unknown, now: number): number | undefined {
  const header = error instanceof HttpErrorResponse ? error.headers.get('Retry-After') : null;
  if (header === null) {
    return undefined;
  }
  const pauseMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(pauseMs) ? undefined : Math.max(pauseMs, 0);
}
