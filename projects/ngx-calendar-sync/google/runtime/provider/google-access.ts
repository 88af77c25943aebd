import { catchError, type Observable, tap } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { Access } from '../api/api-request';
import type { ResolvedConfig } from '../config/resolved-config';

/** Whether each calendar is read with the account's token or with the app's API key. */
export class GoogleAccess {
  /** By calendar id, the access that has turned out to be needed. */
  readonly #found = new Map<string, Access>();
  readonly signedIn: boolean;
  readonly #isListed: (calendarId: string) => boolean;

  constructor(signedIn: boolean, isListed: (calendarId: string) => boolean) {
    this.signedIn = signedIn;
    this.#isListed = isListed;
  }

  /** For requests that do not belong to one calendar. */
  general(config: ResolvedConfig): Access {
    return this.signedIn || !config.apiKey ? 'token' : 'key';
  }

  /** Reads a calendar with the API key where it may be public, and with the token where it turns out not to be. */
  best<R>(
    calendarId: string,
    config: ResolvedConfig,
    request: (access: Access) => Observable<R>,
  ): Observable<R> {
    const found = this.#found.get(calendarId);
    if (found) {
      return request(found);
    }
    // Only an account has a primary calendar: with the token the request waits for a sign-in, or fails for lack of one.
    if (calendarId === 'primary') {
      return request('token');
    }
    if (!config.apiKey || (this.#isListed(calendarId) && !isPublished(calendarId))) {
      return request('token');
    }
    if (!this.signedIn) {
      return request('key');
    }
    let hasAnswered = false;
    return request('key').pipe(
      tap(() => (hasAnswered = true)),
      catchError((error: unknown) => {
        // After the first page, a second request would emit the same events again.
        if (hasAnswered || !hasCode(error, 'not-found', 'forbidden')) {
          throw error;
        }
        this.#found.set(calendarId, 'token');
        return request('token');
      }),
    );
  }
}

/** Whether Google itself publishes the calendar, as it does with holidays. */
function isPublished(calendarId: string): boolean {
  return calendarId.endsWith('@group.v.calendar.google.com');
}
