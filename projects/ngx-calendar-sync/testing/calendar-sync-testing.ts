import { inject, PendingTasks, type ProviderToken } from '@angular/core';
import { type CalendarSyncErrorCode, ɵnextTask as nextTask } from 'ngx-calendar-sync/base';
import { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import {
  type GoogleCalendarEvent,
  GoogleCalendarService,
  ɵLazyGoogle as LazyGoogle,
} from 'ngx-calendar-sync/google';
import { FakeClock } from './fake-clock';
import type { EventInTest } from './fixtures';
import { InMemoryGoogle } from './in-memory-google';
import { TestNetwork } from './test-network';

/**
 * What a test lets happen, from outside the app, to an app that uses `provideCalendarSyncTesting`. Inject it.
 * @example
 * const testing = TestBed.inject(CalendarSyncTesting);
 * testing.put(anEvent('standup', { title: 'moved by a colleague' }));
 */
export class CalendarSyncTesting {
  readonly #google = behindService(InMemoryGoogle);
  readonly #tokens = behindService(AccessTokens);
  readonly #service = inject(GoogleCalendarService);
  readonly #network = inject(TestNetwork);
  readonly #tasks = inject(PendingTasks);

  /** The library's clock, which stands still until `clock.tick(milliseconds)`. */
  readonly clock = inject(FakeClock);

  /**
   * Every request so far: of events such as `list work`, `quickAdd work` or `update work/e1`, of others under Google's names
   * such as `calendars.insert` or `acl.list work`. Where Google is asked to send e-mails, the name ends as in
   * `update work/e1?sendUpdates=all`.
   */
  readonly requests: readonly string[] = this.#google.requests;

  /**
   * @param start When the sign-in starts, as the app's configuration has it.
   * @param signedIn Whether the account is signed in at the start, where that is with the app.
   */
  constructor(start: 'eager' | 'lazy', signedIn: boolean) {
    if (start === 'lazy') {
      return;
    }
    const service = this.#service;
    this.#tasks.run(async () => {
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

  /**
   * The network is gone: every request fails with `offline`. With `offlineWrites` what is written from now on waits, in
   * `pendingWrites`.
   */
  goOffline(): void {
    this.#network.cut();
  }

  /**
   * The network is there again: writes that wait are sent. `await fixture.whenStable()` waits until they are confirmed, have
   * failed or are in conflict.
   * @example
   * testing.goOffline();
   * await google.updateEvent('primary', { ...standup, title: 'Mine' }, { durable: true });
   * testing.put(anEvent('standup', { title: 'Theirs' }));
   * testing.goOnline();
   * await fixture.whenStable();
   * expect(google.conflicts()[0]?.fields).toEqual(['title']);
   */
  goOnline(): void {
    this.#network.restore();
    // A write is taken from memory by promises before its request makes the app unstable.
    this.#tasks.run(() => nextTask());
  }

  /**
   * Lets the next request fail with this code. A write that is refused so stays in `pendingWrites` as `failed`, with
   * `offlineWrites` and a code that no later try can mend, such as `forbidden`.
   */
  failNext(code: CalendarSyncErrorCode): void {
    this.#google.failNext(code);
  }

  /**
   * The event as Google holds it now, whether or not the app has read it; `undefined` where there is none. A deleted one has
   * the status `cancelled`.
   */
  stored(calendarId: string, eventId: string): GoogleCalendarEvent | undefined {
    return this.#google.stored(this.#google.idOf(calendarId), eventId);
  }

  /** Creates or changes an event as another person does, and has the app read its view again. */
  put(event: EventInTest): GoogleCalendarEvent {
    const stored = this.#google.putInTest(event);
    // What fails is in the state of the service, as it is for the app.
    this.#service.refresh().catch(() => undefined);
    return stored;
  }
}

/** What the code behind the service provides, which is there from the start. */
function behindService<T>(token: ProviderToken<T>): T {
  const google = inject(LazyGoogle).current;
  if (!google) {
    throw new Error('The library did not start: the ErrorHandler knows why.');
  }
  return google.injector.get(token);
}
