import { catchError, type Observable, type OperatorFunction, throwError } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';

/** Goes on with something else where what was asked for does not exist any more. */
export function orIfGone<R, Other>(other: () => Observable<Other>): OperatorFunction<R, R | Other> {
  return catchError((error: unknown) =>
    hasCode(error, 'not-found') ? other() : throwError(() => error),
  );
}
