import { DestroyRef, inject, Injectable } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  defer,
  distinctUntilChanged,
  type Observable,
  of,
  pairwise,
  share,
  shareReplay,
  switchMap,
} from 'rxjs';
import {
  type CalendarChanges,
  type CalendarView,
  type CommandOptions,
  type FreeBusy,
  type TimeRange,
  ɵCalendarSession as CalendarSession,
  ɵCLOCK as CLOCK,
  ɵIN_GESTURE as IN_GESTURE,
} from 'ngx-calendar-sync';
import { GoogleAuth } from './google-auth';
import type { GoogleIdentity } from './api/google-identity';
import { CONFIG } from './config/config-ref';
import { sameScopes } from './config/google-scopes';
import type { GoogleCalendarEvent, GoogleTypes } from './mapping/google-calendar-event';
import type { GoogleProvider } from './provider/google-provider';
import { LOCAL_COPIES } from './provider/local-copies';
import { OPEN_GOOGLE } from './provider/open-google';
import { TransferredEvents } from './provider/transferred-events';

type Session = CalendarSession<GoogleTypes>;

interface OpenSession {
  readonly provider: GoogleProvider;
  readonly session: Session;
}

/** The id of a calendar that an app names by its id or as `primary`. */
type IdOf = (name: string) => string;

/**
 * The sessions of the accounts that sign in here, one after the other, and of nobody while nobody is signed in. A new
 * account gets a new session. Names of calendars become ids here: a session knows ids alone.
 */
@Injectable()
export class AccountSessions {
  readonly #auth = inject(GoogleAuth);
  readonly #openGoogle = inject(OPEN_GOOGLE);
  readonly #inGesture = inject(IN_GESTURE);
  readonly #clock = inject(CLOCK);
  readonly #transferred = inject(TransferredEvents);
  readonly #config = inject(CONFIG);
  readonly #copies = inject(LOCAL_COPIES, { optional: true });
  readonly #current = new BehaviorSubject(this.#open(undefined));
  /** As the app has given it, with names of calendars: `primary` is another calendar in each session. */
  #view: CalendarView | undefined;

  readonly changes$: Observable<CalendarChanges<GoogleCalendarEvent>> = this.#current.pipe(
    switchMap(({ session }) => session.changes$),
    share(),
  );

  constructor() {
    this.#auth.identity$.pipe(takeUntilDestroyed(), pairwise()).subscribe(([before, identity]) => {
      if (before && before.account === identity?.account) {
        this.#update(before, identity);
        return;
      }
      // The session of nobody is not closed: it asks for public calendars alone, so its requests may go on.
      if (before) {
        this.#session.close();
        this.#view = this.#view && ofAnyAccount(this.#view);
        this.#copies?.signedOut(before.account);
      }
      this.#current.next(this.#open(identity));
      this.#showView();
    });
    // The days of the view are those of the configured zone, which may come later than the view.
    if (!this.#config.current) {
      const showView = () => {
        this.#showView();
      };
      this.#config.load().then(showView, () => undefined);
    }
    this.#auth.state$.pipe(takeUntilDestroyed()).subscribe(({ status }) => {
      // Shown again, so that what failed while there was no token is loaded.
      if (status === 'signed-in') {
        this.#showView();
      }
    });
    inject(DestroyRef).onDestroy(() => {
      this.#session.close();
    });
  }

  /** State of the current session, now and whenever it changes. */
  live<R>(select: (session: Session) => Observable<R>): Observable<R> {
    return this.#current.pipe(
      switchMap(({ session }) => select(session)),
      distinctUntilChanged(),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }

  setView(view: CalendarView): void {
    this.#session.setView(this.#withIds(view));
    this.#view = view;
  }

  watchEvents(view: CalendarView): Observable<readonly GoogleCalendarEvent[]> {
    const { current } = this.#config;
    const configured$ = current ? of(current) : defer(() => this.#config.load());
    return configured$.pipe(
      switchMap(() => this.#current),
      switchMap(({ session }) => session.watchEvents(this.#withIds(view))),
    );
  }

  sync(): Promise<void> {
    return this.#session.sync();
  }

  /** Free and busy times, by the names that the calendars were asked for. */
  async freeBusy(
    names: readonly string[],
    range: TimeRange<Date | string>,
  ): Promise<readonly FreeBusy[]> {
    return this.configuredCommand(async (session, idOf) => {
      const answers = await session.freeBusy(names.map(idOf), range);
      return names.flatMap((name) =>
        answers
          .filter(({ calendarId }) => calendarId === idOf(name))
          .map((answer) => ({ ...answer, calendarId: name })),
      );
    });
  }

  /** Runs a command of the app. In a gesture of the user, first begins to renew a sign-in that has expired. */
  command<R>(run: (session: Session, idOf: IdOf) => R): R {
    this.renewInGesture();
    return run(this.#session, this.#idOf);
  }

  /** A {@link command} that first awaits the configuration, since its days and times need the configured zone. */
  configuredCommand<R>(run: (session: Session, idOf: IdOf) => Promise<R>): Promise<R> {
    return this.command((session, idOf) =>
      this.#config.current
        ? run(session, idOf)
        : this.#config.load().then(() => run(this.#session, idOf)),
    );
  }

  /** Opens Google's window where the sign-in has expired, a renewal needs one, and a gesture allows it. */
  renewInGesture({ signal }: CommandOptions = {}): void {
    if (!signal?.aborted && this.#auth.isRenewableInWindow() && this.#inGesture()) {
      this.#auth.renew().catch(() => undefined);
    }
  }

  get #session(): Session {
    return this.#current.value.session;
  }

  readonly #idOf: IdOf = (name) => this.#current.value.provider.calendars.idOf(name);

  #withIds(view: CalendarView): CalendarView {
    return { ...view, calendarIds: view.calendarIds.map(this.#idOf) };
  }

  #open(identity: GoogleIdentity | undefined): OpenSession {
    const provider = this.#openGoogle(identity);
    const clock = this.#clock;
    if (!identity) {
      const known = this.#transferred.take();
      const session = new CalendarSession<GoogleTypes>(provider, { clock, known });
      this.#transferred.putIntoPage(session);
      return { provider, session };
    }
    const backend = this.#copies?.open(identity.account, provider);
    return { provider, session: new CalendarSession(provider, { clock, backend }) };
  }

  #update(before: GoogleIdentity, identity: GoogleIdentity): void {
    const { provider, session } = this.#current.value;
    provider.update(identity);
    if (!sameScopes(before.grantedScopes, identity.grantedScopes)) {
      session.sync().catch(() => undefined);
    }
  }

  #showView(): void {
    if (this.#view) {
      this.#session.setView(this.#withIds(this.#view));
    }
  }
}

/** Without the ids of calendars: they are those of the account that has signed out. */
function ofAnyAccount(view: CalendarView): CalendarView {
  return { ...view, calendarIds: view.calendarIds.filter((id) => id === 'primary') };
}
