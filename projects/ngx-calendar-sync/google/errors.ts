import { type Observable, throwError } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync';

export function is(error: unknown, ...codes: readonly CalendarSyncErrorCode[]): boolean {
  return error instanceof CalendarSyncError && codes.includes(error.code);
}

export function raise(error: unknown): never {
  throw error;
}

export function rethrow(error: unknown): Observable<never> {
  return throwError(() => error);
}
