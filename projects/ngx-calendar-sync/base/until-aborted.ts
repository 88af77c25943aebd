import { defer, lastValueFrom, type MonoTypeOperatorFunction, Observable, takeUntil } from 'rxjs';
import { CalendarSyncError } from './calendar-sync-error';

/**
 * Fails with `cancelled` as soon as the signal is aborted, and unsubscribes from the source. Where it is aborted already,
 * the source is never subscribed to.
 */
export function untilAborted<R>(signal: AbortSignal | undefined): MonoTypeOperatorFunction<R> {
  return signal ? takeUntil(aborted$(signal)) : (source$) => source$;
}

/** Begins no work where the signal is aborted already. Aborted later, it stops waiting, and the work goes on. */
export function abortable<R>(work: () => Promise<R>, signal?: AbortSignal): Promise<R> {
  return lastValueFrom(defer(work).pipe(untilAborted(signal)));
}

/** Fails when the signal is aborted. */
function aborted$(signal: AbortSignal): Observable<never> {
  return new Observable((subscriber) => {
    const fail = () => {
      subscriber.error(
        new CalendarSyncError('cancelled', ngDevMode && 'The app gave this up.', {
          cause: signal.reason,
        }),
      );
    };
    if (signal.aborted) {
      fail();
      return;
    }
    signal.addEventListener('abort', fail);
    return () => {
      signal.removeEventListener('abort', fail);
    };
  });
}
