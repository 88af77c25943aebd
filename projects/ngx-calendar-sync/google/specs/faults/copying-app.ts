import { HttpBackend, HttpErrorResponse, type HttpRequest } from '@angular/common/http';
import { inject } from '@angular/core';
import { defer, filter, finalize, firstValueFrom, of, throwError } from 'rxjs';
import { ɵCLOCK as CLOCK, ɵVISIBLE as VISIBLE } from 'ngx-calendar-sync';
import { aClock } from 'ngx-calendar-sync/testing';
import { GoogleCalendarService } from '../../google-calendar.service';
import { withOfflineReplica } from '../../with-offline-replica';
import { aTab, aToken } from '../emulator';
import type { Account } from './account';

/** What the user looks at while it syncs. */
export const view = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };

/** Real milliseconds between two looks at what goes on, and virtual ones that pass where nothing does. */
const LOOK = 4;
const STEP = 1_000;
/** Looks at nothing that goes on, after which nothing will: fewer than let virtual time pass. */
const LOOKS_AT_REST = 5;
/** Virtual time passes after so many looks at nothing, or at requests that nobody answers. */
const patience = { idle: 8, unanswered: 60 };
/** No sync may take longer, with all of its pauses: virtual milliseconds. */
const LONGEST = 3_600_000;

/** An app with a local copy in the browser's own storage, whose time passes when it waits for that alone. */
export class CopyingApp {
  readonly #clock = aClock();
  #inFlight = 0;
  readonly #name: string;
  #requests = 0;
  online = true;
  readonly service: GoogleCalendarService;

  /** @param pageSize Of events; calendars come in pages of a smaller size. */
  constructor(
    account: Account,
    public pageSize = 2500,
  ) {
    const { email } = account;
    this.#name = email;
    const clock = this.#clock;
    const auth = {
      getAccessToken: async () => {
        const { access_token: token = '' } = await aToken(email);
        return { token, expiresAt: new Date(clock.now() + 3_600_000) };
      },
    };
    const backend = { provide: HttpBackend, useFactory: () => this.#backend() };
    const tab = aTab(
      { clientId: email, auth },
      [withOfflineReplica()],
      [{ provide: CLOCK, useValue: clock }, { provide: VISIBLE, useValue: of(true) }, backend],
    );
    this.service = tab.get(GoogleCalendarService);
    this.service.setView({ calendarIds: [account.idOf('own')], ...view });
  }

  /**
   * Comes to be signed in, by the user's help if need be, and to the end of the first pass, however that went, and of
   * the one that the sign-in asks for meanwhile.
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
    await this.elapse(this.#rest());
  }

  sync(): Promise<void> {
    return this.elapse(this.service.sync());
  }

  /** Until no pass is under way, nor one that was asked for while the last one ran. */
  async #rest(): Promise<void> {
    for (let quiet = 0; quiet < LOOKS_AT_REST;) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      const busy = this.#inFlight > 0 || this.service.syncState().copy?.phase === 'syncing';
      quiet = busy ? 0 : quiet + 1;
    }
  }

  /** Waits, and lets virtual time pass while nothing is on its way. */
  async elapse<R>(promise: Promise<R>): Promise<R> {
    const open = { still: true };
    const settle = () => (open.still = false);
    promise.then(settle, settle);
    const end = this.#clock.now() + LONGEST;
    let [quiet, before] = [0, ''];
    while (open.still) {
      await new Promise((resolve) => setTimeout(resolve, LOOK));
      const now = `${this.#requests} ${this.#inFlight}`;
      quiet = now === before ? quiet + 1 : 0;
      before = now;
      if (quiet < (this.#inFlight > 0 ? patience.unanswered : patience.idle)) {
        continue;
      }
      // Where the browser's storage is slow, what waits for it is no rest: each step of time waits for the storage, too.
      await indexedDB.databases();
      this.#clock.tick(STEP);
      if (this.#inFlight === 0) {
        quiet = 0;
      }
      if (this.#clock.now() > end) {
        throw new Error('It goes on for ever.');
      }
    }
    return promise;
  }

  /** The browser's, with smaller pages, and the requests counted. */
  #backend(): Pick<HttpBackend, 'handle'> {
    const real = inject(HttpBackend, { skipSelf: true });
    return {
      handle: (request) =>
        defer(() => {
          if (!this.online) {
            return throwError(() => new HttpErrorResponse({ status: 0 }));
          }
          this.#requests += 1;
          this.#inFlight += 1;
          return real.handle(this.#withPages(request)).pipe(finalize(() => (this.#inFlight -= 1)));
        }),
    };
  }

  #withPages(request: HttpRequest<unknown>): HttpRequest<unknown> {
    // Accounts of one browser share its cache of answers, which goes by the address alone.
    const own = request.clone({ setParams: { quotaUser: this.#name } });
    if (!request.params.has('maxResults')) {
      return own;
    }
    const size = request.url.endsWith('/calendarList')
      ? Math.ceil(this.pageSize / 2)
      : this.pageSize;
    return own.clone({ setParams: { maxResults: String(Math.min(size, 250)) } });
  }
}
