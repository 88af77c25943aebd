import { catchError, type Observable, tap } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync';
import type { Access } from '../api/google-calendar-api';
import type { ResolvedConfig } from '../config/resolved-config';

/** Whether each calendar is read with the account's token or with the app's API key. */
export class GoogleAccess {
  /** By calendar id, what a calendar that is not in the account's list could be read with. */
  readonly #found = new Map<string, Access>();
  readonly signedIn: boolean;
  readonly #isListed: (calendarId: string) => boolean;

  constructor(signedIn: boolean, isListed: (calendarId: string) => boolean) {
    this.signedIn = signedIn;
    this.#isListed = isListed;
  }

  own(config: ResolvedConfig): Access {
    return this.signedIn || !config.apiKey ? 'token' : 'key';
  }

  /** A public calendar is read with the key; one that turns out not to be public, with the token. */
  best<R>(
    calendarId: string,
    config: ResolvedConfig,
    request: (access: Access) => Observable<R>,
  ): Observable<R> {
    const found = this.#found.get(calendarId);
    if (found) {
      return request(found);
    }
    // Only an account has a primary calendar: with the token this waits for a sign-in, or says that there is none.
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
        // Pages that have arrived would arrive twice.
        if (hasAnswered || !hasCode(error, 'not-found', 'forbidden')) {
          throw error;
        }
        this.#found.set(calendarId, 'token');
        return request('token');
      }),
    );
  }
}

/** Google's own calendars of holidays and the like. */
function isPublished(calendarId: string): boolean {
  return calendarId.endsWith('@group.v.calendar.google.com');
}
