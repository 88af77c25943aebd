import { type MonoTypeOperatorFunction, retry, type SchedulerLike, throwError, timer } from 'rxjs';
import { retriesAfter } from './google-error';

const MAX_PAUSE_MS = 32_000;

/**
 * Google's truncated exponential back-off with jitter. It ends with the last failure, when the network
 * is down, or by unsubscribing.
 * @see https://developers.google.com/workspace/calendar/api/guides/quota#backoff
 */
export function withBackOff<T>(
  clock: SchedulerLike,
  random: () => number,
  online: () => boolean,
): MonoTypeOperatorFunction<T> {
  return retry({
    delay: (error: unknown, attempt: number) =>
      attempt <= retriesAfter(error) && online()
        ? timer(Math.min(2 ** (attempt - 1) * 1000 + random() * 1000, MAX_PAUSE_MS), clock)
        : throwError(() => error),
  });
}
