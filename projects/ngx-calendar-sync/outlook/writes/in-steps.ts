import { firstValueFrom, Observable, ReplaySubject, takeUntil } from 'rxjs';

/** Sends a request, and gives its first answer. */
export type Ask = <R>(request$: Observable<R>) => Promise<R>;

/** Requests one after the other. Unsubscribing cancels the one that is under way, and none follows. */
export function inSteps<R>(run: (ask: Ask) => Promise<R>): Observable<R> {
  return new Observable((subscriber) => {
    const ended$ = new ReplaySubject<void>(1);
    run((request$) => firstValueFrom(request$.pipe(takeUntil(ended$)))).then(
      (answer) => {
        subscriber.next(answer);
        subscriber.complete();
      },
      (error: unknown) => {
        subscriber.error(error);
      },
    );
    return () => {
      ended$.next();
    };
  });
}
