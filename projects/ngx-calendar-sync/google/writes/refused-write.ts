import { of, switchMap, type Observable, throwError } from 'rxjs';
import { ɵisSameButConference as isSameButConference } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { alreadyApplied } from './applied-patch';

/** A write that Google has refused. */
export interface RefusedWrite {
  readonly error: unknown;
  /** Asks for the event as it is now. */
  readonly current$: Observable<GoogleEvent>;
  readonly written: object;
  /** The resource that the write was made from, as far as it is known. */
  readonly before?: GoogleEvent | undefined;
  /** Sends the write for another version. */
  readonly again?: ((etag: string | undefined) => Observable<GoogleEvent>) | undefined;
}

/**
 * Google may refuse a write that an earlier request of ours, whose answer was lost, has done already; or because it has
 * finished the conference of the event meanwhile, which is no change of somebody else. Any other refusal stays one.
 */
export function afterRefusal({
  error,
  current$,
  written,
  before,
  again,
}: RefusedWrite): Observable<GoogleEvent> {
  return current$.pipe(
    switchMap((current) => {
      if (alreadyApplied(current, written)) {
        return of(current);
      }
      return again && before?.conferenceData?.createRequest && isSameButConference(before, current)
        ? again(current.etag)
        : throwError(() => error);
    }),
  );
}
