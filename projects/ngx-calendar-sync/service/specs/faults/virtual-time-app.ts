import {
  HttpBackend,
  HttpErrorResponse,
  HttpEventType,
  type HttpRequest,
} from '@angular/common/http';
import { type EnvironmentInjector, inject, type Provider } from '@angular/core';
import {
  BehaviorSubject,
  defer,
  filter,
  finalize,
  firstValueFrom,
  type Observable,
  of,
  Subject,
  switchMap,
  take,
  takeLast,
  tap,
  throwError,
} from 'rxjs';
import { ɵCLOCK as CLOCK, ɵVISIBLE as VISIBLE, ɵWAKE as WAKE } from 'ngx-calendar-sync/base';
import type { ɵCalendarService as CalendarService } from 'ngx-calendar-sync/service';
import { aClock } from 'ngx-calendar-sync/testing';
import { databaseName } from '../../../copy/replica/account-database';
import { closeTab } from '../../../account/specs/open-tabs';
import { isStorageBusy, stored$ } from './storage-activity';

/** Real time between two polls of what the app does. */
const POLL_INTERVAL_MS = 4;
/** Virtual time that passes at once: while requests wait for an answer, and at most while the app only waits for time. */
const VIRTUAL_STEP_MS = { requestsInFlight: 1_000, idle: 5_000 };
/** The app is at rest after so many polls without activity: fewer than let virtual time pass. */
const POLLS_UNTIL_AT_REST = 3;
/** Virtual time passes after so many polls without activity: more of them while requests wait for an answer. */
const POLLS_BEFORE_STEP = { idle: 4, requestsInFlight: 60, slow: 300 };
/** Further steps while it waits: an answer that is late by less than a second is slow, and no request gives it up. */
const POLLS_BEFORE_NEXT_STEP = 3;
/**
 * After so much virtual time without a request the app may be waiting for something that nobody here can count, so that time passes
 * slowly from then on: Chromium stops a page for some seconds now and then.
 */
const QUICK_MS = 30_000;
/** A page of the server that runs the specs. */
const QUICK_PAGE = '/context.html';
/** Of an emulator's control, which is neither logged nor met by faults. */
const EMULATOR_PATH = '/_emulator/faults';
/** No sync may take longer than this in virtual time, with all of its pauses. */
const MAX_DURATION_MS = 3_600_000;

/** What of a service an app with a copy needs here. */
export type CopyingService = Pick<
  CalendarService<never, never>,
  'initialize' | 'signIn' | 'sync' | 'authState' | 'syncState' | 'syncState$'
>;

/** An app with a local copy. Its time is virtual, and passes only while the app waits for nothing else. */
export abstract class VirtualTimeApp<Service extends CopyingService> {
  protected readonly clock;
  #inFlight = 0;
  #requestCount = 0;
  #stepsUntilClosed: number | undefined;
  #isClosed = false;
  /** While it is set, requests wait to be sent. */
  readonly #isHeld = new BehaviorSubject(false);
  online = true;
  abstract readonly service: Service;
  protected abstract readonly tab: EnvironmentInjector;
  protected abstract readonly emulatorUrl: string;
  /** Provider and account, such as `google:ann@example.com`. */
  protected abstract readonly account: string;
  readonly #wake = new Subject<void>();

  /** @param now When the app is opened; by default now. */
  constructor(now?: string) {
    this.clock = aClock(now);
  }

  /** What the app is given in place of the browser's. */
  protected environment(): readonly Provider[] {
    return [
      { provide: CLOCK, useValue: this.clock },
      { provide: VISIBLE, useValue: of(true) },
      { provide: WAKE, useValue: this.#wake },
      { provide: HttpBackend, useFactory: () => this.#backend() },
    ];
  }

  /** Has requests wait from now on until {@link release}. Resolves once those are answered that were sent before. */
  async hold(): Promise<void> {
    this.#isHeld.next(true);
    while (this.#inFlight > 0) {
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
    }
  }

  release(): void {
    this.#isHeld.next(false);
  }

  /** Waits for what is no request of the app's `HttpClient`, such as a new token: no virtual time passes meanwhile. */
  protected async outsideOfHttpClient<R>(work: Promise<R>): Promise<R> {
    this.#requestCount += 1;
    this.#inFlight += 1;
    try {
      return await work;
    } finally {
      this.#inFlight -= 1;
    }
  }

  /** A request as it is sent, such as for smaller pages. */
  protected abstract prepared(request: HttpRequest<unknown>): HttpRequest<unknown>;

  /** Closes the tab of the app. What it was doing is cut off; what is stored stays. */
  close(): void {
    if (!this.#isClosed) {
      this.#isClosed = true;
      closeTab(this.tab);
    }
  }

  /**
   * Closes the tab in the middle of its work, once it has sent and been answered so many requests: at an odd number of steps
   * the provider has been asked and nobody hears the answer. Where there is less to do, it is closed when it is at rest.
   */
  async closeAfter(steps: number): Promise<void> {
    this.#stepsUntilClosed = steps;
    this.goOnline();
    await this.untilAtRest();
    this.close();
  }

  /** The same, once the app has stored something so many times. */
  async closeAfterStoring(times: number): Promise<void> {
    const last$ = this.stored$.pipe(take(times), takeLast(1));
    last$.subscribe(() => {
      this.close();
    });
    this.goOnline();
    await this.untilAtRest();
    this.close();
  }

  /** Emits as the app has stored something. */
  get stored$(): Observable<unknown> {
    const hash = databaseName('', this.account);
    return stored$.pipe(filter((database) => database.endsWith(hash)));
  }

  /** The network is there again, and the browser tells the app. */
  goOnline(): void {
    this.online = true;
    this.#wake.next();
  }

  /**
   * Signs in and waits until the first pass has ended, with or without errors, and until the pass that the sign-in starts
   * has ended too.
   */
  async start(): Promise<void> {
    const { service } = this;
    await this.elapse(service.initialize());
    if (service.authState().status !== 'signed-in') {
      await this.elapse(service.signIn());
    }
    const passed$ = service.syncState$.pipe(
      filter(
        ({ copy }) =>
          copy?.phase === 'idle' &&
          (copy.syncedAt !== undefined || copy.error !== undefined || copy.errors.size > 0),
      ),
    );
    await this.elapse(firstValueFrom(passed$));
    await this.elapse(this.untilAtRest());
  }

  sync(): Promise<void> {
    return this.elapse(this.service.sync());
  }

  /** Waits until no pass is running. One that was requested during the last pass starts a moment after it. */
  async untilAtRest(): Promise<void> {
    for (let idlePolls = 0; idlePolls < POLLS_UNTIL_AT_REST;) {
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
      const busy =
        !this.#isClosed &&
        (this.#inFlight > 0 ||
          isStorageBusy() ||
          this.service.syncState().copy?.phase === 'syncing');
      idlePolls = busy ? 0 : idlePolls + 1;
    }
  }

  /** Waits for a promise, and lets virtual time pass while the app does nothing else. */
  async elapse<R>(promise: Promise<R>): Promise<R> {
    const state = { isPending: true };
    const settle = () => (state.isPending = false);
    promise.then(settle, settle);
    const deadline = this.clock.now() + MAX_DURATION_MS;
    let [idlePolls, before, activeAt] = [0, '', this.clock.now()];
    while (state.isPending) {
      await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
      const now = `${this.#requestCount} ${this.#inFlight}`;
      if (now !== before) {
        [idlePolls, before, activeAt] = [0, now, this.clock.now()];
      }
      idlePolls += 1;
      const { requestsInFlight, idle, slow } = POLLS_BEFORE_STEP;
      const idleBeforeStep = this.clock.now() - activeAt < QUICK_MS ? idle : slow;
      if (idlePolls < (this.#inFlight > 0 ? requestsInFlight : idleBeforeStep) || isStorageBusy()) {
        continue;
      }
      // The app may be waiting for a lock, for code or for the emulator. Those that are busy answer this late, too: on a busy machine
      // no time passes until then.
      await Promise.all([
        navigator.locks.query(),
        fetch(QUICK_PAGE, { method: 'HEAD', cache: 'no-store' }),
        fetch(this.#emulatorPage(), { method: 'HEAD', cache: 'no-store', mode: 'no-cors' }),
      ]);
      if (`${this.#requestCount} ${this.#inFlight}` !== now || isStorageBusy()) {
        continue;
      }
      idlePolls = this.#inFlight === 0 ? 0 : requestsInFlight - POLLS_BEFORE_NEXT_STEP;
      this.clock.tick(this.#stepMs());
      if (this.clock.now() > deadline) {
        throw new Error('The promise is still pending after an hour of virtual time.');
      }
    }
    return promise;
  }

  /** By another name of the machine: Chromium sends six requests at a time to each, and all of those may be meant to hang. */
  #emulatorPage(): URL {
    const page = new URL(EMULATOR_PATH, this.emulatorUrl);
    page.hostname = '127.0.0.1';
    return page;
  }

  /** Until the next timer of the app, where it only waits for that. */
  #stepMs(): number {
    const { requestsInFlight, idle } = VIRTUAL_STEP_MS;
    if (this.#inFlight > 0) {
      return requestsInFlight;
    }
    const untilNextMs = (this.clock.actions[0]?.delay ?? Infinity) - this.clock.now();
    return Math.min(Math.max(untilNextMs, requestsInFlight), idle);
  }

  /** The browser's HttpBackend, with a count of its requests. */
  #backend(): Pick<HttpBackend, 'handle'> {
    const browserBackend = inject(HttpBackend, { skipSelf: true });
    const send = (request: HttpRequest<unknown>) =>
      defer(() => {
        if (!this.online) {
          return throwError(() => new HttpErrorResponse({ status: 0 }));
        }
        this.#requestCount += 1;
        this.#inFlight += 1;
        this.#passMoment();
        this.#step();
        return browserBackend.handle(this.prepared(request)).pipe(
          tap(({ type }) => {
            if (type === HttpEventType.Response) {
              this.#passMoment();
              this.#step();
            }
          }),
          filter(() => !this.#isClosed),
          finalize(() => (this.#inFlight -= 1)),
        );
      });
    const isFree$ = this.#isHeld.pipe(
      filter((isHeld) => !isHeld),
      take(1),
    );
    return { handle: (request) => isFree$.pipe(switchMap(() => send(request))) };
  }

  /** Nothing is asked for and answered in the same moment: else what was asked for before an answer would seem to come after it. */
  #passMoment(): void {
    const { clock } = this;
    const next = clock.frame + 1;
    if ((clock.actions[0]?.delay ?? Infinity) > next) {
      clock.frame = next;
    }
  }

  /** The tab is closed in a task of its own, since it may be what is going on now that it ends. */
  #step(): void {
    if (this.#stepsUntilClosed !== undefined) {
      this.#stepsUntilClosed -= 1;
      if (this.#stepsUntilClosed < 0) {
        this.close();
      }
    }
  }
}
