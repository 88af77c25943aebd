import { catchError, type Observable, tap } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { Access } from '../api/api-request';
import type { ResolvedConfig } from '../config/resolved-config';

/** Whether each calendar is read with the account's token or with the app's API key. */
export class GoogleAccess {
  /** Ids of calendars that have turned out to need the token. */
  readonly #needsToken = new Set<string>();
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

  /** Whether a calendar is read with the token, and not first with the API key. */
  usesToken(calendarId: string, { apiKey }: ResolvedConfig): boolean {
    return (
      this.#needsToken.has(calendarId) ||
      !apiKey ||
      // Only an account has a primary calendar: with the token the request waits for a sign-in, or fails for lack of one.
      calendarId === 'primary' ||
      (this.#isListed(calendarId) && !isPublished(calendarId))
    );
  }

  /** Reads a calendar with the API key where it may be public, and with the token where it turns out not to be. */
  best<R>(
    calendarId: string,
    config: ResolvedConfig,
    request: (access: Access) => Observable<R>,
  ): Observable<R> {
    if (this.usesToken(calendarId, config)) {
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
        this.#needsToken.add(calendarId);
        return request('token');
      }),
    );
  }
}

/** Whether Google itself publishes the calendar, as it does with holidays. */
function isPublished(calendarId: string): boolean {
  return calendarId.endsWith('@group.v.calendar.google.com');
}
