import { inject, type Injector, PendingTasks } from '@angular/core';
import { type CalendarSyncErrorCode, ɵnextTask as nextTask } from 'ngx-calendar-sync/base';
import type { CalendarEvent } from 'ngx-calendar-sync/core';
import { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import { FakeClock } from './fake-clock';
import { TestNetwork } from './test-network';

/** The service of an app, as far as a test acts on it. */
interface ServiceInTest {
  initialize(): Promise<void>;
  signIn(): Promise<unknown>;
  signOut(): Promise<void>;
  refresh(): Promise<void>;
}

/** The calendar service in memory. */
interface MemoryInTest<E extends CalendarEvent, InTest> {
  readonly requests: readonly string[];
  idOf(name: string): string;
  stored(calendarId: string, eventId: string): E | undefined;
  putInTest(event: InTest): E;
  failNext(code: CalendarSyncErrorCode): void;
}

/** What is acted on from outside the app. */
export interface CalendarInTest<E extends CalendarEvent, InTest> {
  readonly service: ServiceInTest;
  /** What is behind the service, which is there from the start; `undefined` where it did not start. */
  readonly behind: { readonly injector: Injector } | undefined;
  readonly memory: (injector: Injector) => MemoryInTest<E, InTest>;
  /** When the sign-in starts, as the app's configuration has it. */
  readonly start: 'eager' | 'lazy';
  /** Whether the account is signed in at the start, where that is with the app. */
  readonly signedIn: boolean;
}

/** What a test lets happen, from outside the app, with any provider. To be created in an injection context. */
export class CalendarTesting<E extends CalendarEvent, InTest> {
  readonly #memory: MemoryInTest<E, InTest>;
  readonly #tokens: AccessTokens;
  readonly #service: ServiceInTest;
  readonly #network = inject(TestNetwork);
  readonly #tasks = inject(PendingTasks);

  /** The library's clock, which stands still until `clock.tick(milliseconds)`. */
  readonly clock = inject(FakeClock);

  /**
   * Every request so far: of events such as `list work` or `update work/e1`, of others under the names of the calendar service.
   * Where guests are told by e-mail, the name ends as in `update work/e1?sendUpdates=all`.
   */
  readonly requests: readonly string[];

  /** Signs in at the start, where the app does not do so itself. */
  constructor({ service, behind, memory, start, signedIn }: CalendarInTest<E, InTest>) {
    if (!behind) {
      throw new Error('The library did not start: the ErrorHandler knows why.');
    }
    this.#memory = memory(behind.injector);
    this.#tokens = behind.injector.get(AccessTokens);
    this.#service = service;
    this.requests = this.#memory.requests;
    if (start === 'lazy') {
      return;
    }
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

  /**
   * The token is refused: `authState` is `expired`, with Outlook after `await fixture.whenStable()`, and requests wait for
   * `renew()`.
   */
  expire(): void {
    const token = this.#tokens.current();
    if (token) {
      this.#tokens.reject(token.value);
    }
    if (this.#tokens.renewable) {
      // Nobody renews it without the user here.
      this.#tasks.run(() => this.#tokens.renew().catch(() => undefined));
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
   * await service.updateEvent('primary', { ...standup, title: 'Mine' }, { durable: true });
   * testing.put(anEvent('standup', { title: 'Theirs' }));
   * testing.goOnline();
   * await fixture.whenStable();
   * expect(service.conflicts()[0]?.fields).toEqual(['title']);
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
    this.#memory.failNext(code);
  }

  /**
   * The event as the calendar service holds it now, whether or not the app has read it; `undefined` where there is none. A deleted
   * one has the status `cancelled`.
   */
  stored(calendarId: string, eventId: string): E | undefined {
    return this.#memory.stored(this.#memory.idOf(calendarId), eventId);
  }

  /** Creates or changes an event as another person does, and has the app read its view again. */
  put(event: InTest): E {
    const stored = this.#memory.putInTest(event);
    // What fails is in the state of the service, as it is for the app.
    this.#service.refresh().catch(() => undefined);
    return stored;
  }
}
