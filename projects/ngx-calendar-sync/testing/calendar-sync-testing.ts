import { inject, PendingTasks } from '@angular/core';
import type { CalendarSyncErrorCode } from 'ngx-calendar-sync';
import {
  type GoogleCalendarEvent,
  GoogleCalendarService,
  ɵAccessTokens as AccessTokens,
} from 'ngx-calendar-sync/google';
import { FakeClock } from './fake-clock';
import { type EventInTest, InMemoryGoogle } from './in-memory-google';

/** What a test lets happen to an app that `provideCalendarSyncTesting` has set up: inject it. */
export class CalendarSyncTesting {
  readonly #google = inject(InMemoryGoogle);
  readonly #tokens = inject(AccessTokens);
  readonly #service = inject(GoogleCalendarService);

  /** The library's time: it stands still until `clock.tick(milliseconds)`. */
  readonly clock = inject(FakeClock);

  /** Every request so far, such as `list work` or `update work/e1`. */
  readonly requests: readonly string[] = this.#google.requests;

  /** @param signedIn whether somebody is signed in at the start */
  constructor(signedIn: boolean) {
    const service = this.#service;
    inject(PendingTasks).run(async () => {
      await service.initialize();
      if (signedIn) {
        await service.signIn();
      }
    });
  }

  /** The user signs out, here or in another tab. */
  signOut(): Promise<void> {
    return this.#service.signOut();
  }

  /** Google refuses the token: `authState` is `expired`, and requests wait for `renew()`. */
  expire(): void {
    const token = this.#tokens.current();
    if (token) {
      this.#tokens.reject(token.value);
    }
  }

  /** The next request fails. */
  failNext(code: CalendarSyncErrorCode): void {
    this.#google.failNext(code);
  }

  /** What somebody else does: creates or changes an event, which the app then comes to know of. */
  put(event: EventInTest): GoogleCalendarEvent {
    const stored = this.#google.putInTest(event);
    // What fails is in the state of the service, as it is for the app.
    this.#service.refresh().catch(() => undefined);
    return stored;
  }
}
