import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, PendingTasks } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  catchError,
  defer,
  distinctUntilChanged,
  EMPTY,
  exhaustMap,
  filter,
  firstValueFrom,
  from,
  map,
  merge,
  type Observable,
  of,
  pairwise,
  race,
  share,
  shareReplay,
  skip,
  startWith,
  Subject,
  switchMap,
  take,
} from 'rxjs';
import {
  ɵCLOCK as CLOCK,
  ɵIN_GESTURE as IN_GESTURE,
  ɵWAKE as WAKE,
  ɵabortable as abortable,
  type ɵLazyService as LazyService,
} from 'ngx-calendar-sync/base';
import {
  type CalendarChanges,
  type CalendarView,
  type ConflictPolicy,
  type FreeBusy,
  type SignOutOptions,
  type TimeRange,
  ɵCalendarSession as CalendarSession,
  type ɵSessionContext as SessionContext,
  ɵinRange as inRange,
} from 'ngx-calendar-sync/core';
import { ɵsameScopes as sameScopes, ɵsuperseded as superseded } from 'ngx-calendar-sync/account';
import type { AccountAuth } from './account-auth';
import { AccountSignOut } from './account-sign-out';
import type { AccountProvider, AccountTypes, EventOf } from './account-types';
import type { LocalCopies } from './local-copies';
import type { OpenSession } from './open-session';
import { loadedWrites, type OutboxCode } from './outbox-code';
import type { TransferredEvents } from './transferred-events';

/** What the sessions of a provider need of it. */
export interface SessionsContext<A extends AccountTypes> {
  readonly auth: AccountAuth<A['identity']>;
  readonly config: {
    /** `undefined` while it is loading. */
    readonly current: { readonly conflicts: ConflictPolicy } | undefined;
    load(): Promise<unknown>;
  };
  readonly writesCode: LazyService<OutboxCode>;
  /** `undefined` where the app keeps no local copy. */
  readonly copies: LocalCopies<A> | undefined;
  /**
   * Whether the account's calendars have to be asked for before one of them can be named `primary`: who has signed in does not
   * tell them.
   */
  readonly listsCalendars: boolean;
  /** `undefined` for a provider of which nothing can be read without a sign-in. */
  readonly transferred: TransferredEvents<A['types']> | undefined;
  /** Opens the calendar service for an account, or for nobody. */
  open(identity: A['identity'] | undefined): AccountProvider<A>;
}

/** An event as the provider has confirmed it, and the session that has written it. */
export interface ConfirmedEvent<A extends AccountTypes> {
  readonly open: OpenSession<A>;
  readonly event: EventOf<A>;
}

/**
 * The sessions of the accounts that sign in here, one after the other, and of nobody while nobody is signed in. A new
 * account gets a new session. Names of calendars become ids here: a session knows ids alone. To be created in an injection
 * context.
 */
export class AccountSessions<A extends AccountTypes> {
  readonly #context: SessionsContext<A>;
  readonly #auth: AccountAuth<A['identity']>;
  readonly #inGesture = inject(IN_GESTURE);
  readonly #clock = inject(CLOCK);
  readonly #tasks = inject(PendingTasks);
  readonly #config: SessionsContext<A>['config'];
  readonly #wake$ = inject(WAKE);
  /** Emits when a sign-in that had expired is renewed: what waits for it is sent at once. */
  readonly #signedIn$: Observable<unknown>;
  readonly #isOnline: () => boolean;
  readonly #confirmed = new Subject<ConfirmedEvent<A>>();
  readonly #current: BehaviorSubject<OpenSession<A>>;
  readonly #signOut: AccountSignOut<A>;
  /**
   * What the components of the app want to show, as they have given it, with names of calendars: `primary` is another
   * calendar in each session. The last one is shown.
   */
  readonly #views = new Map<object, () => CalendarView | undefined>();

  /** Events that the provider has confirmed where no call waits for the answer, as after a restart. */
  readonly confirmed$: Observable<ConfirmedEvent<A>> = this.#confirmed;

  readonly changes$: Observable<CalendarChanges<EventOf<A>>>;

  /** The account's calendars, also the hidden ones; none while nobody is signed in. */
  readonly calendars$: Observable<readonly A['types']['calendar'][]>;

  constructor(context: SessionsContext<A>) {
    this.#context = context;
    this.#auth = context.auth;
    this.#config = context.config;
    const window = inject(DOCUMENT).defaultView;
    this.#isOnline = () => window?.navigator.onLine !== false;
    this.#signedIn$ = this.#auth.state$.pipe(
      map(({ status }) => status),
      distinctUntilChanged(),
      filter((status) => status === 'signed-in'),
    );
    this.#current = new BehaviorSubject(this.#open(undefined));
    this.#signOut = new AccountSignOut(context.auth, context.copies, () => this.#current.value);
    this.changes$ = this.#current.pipe(
      switchMap(({ session }) => session.changes$),
      share(),
    );
    this.calendars$ = this.live((session) => session.calendars$);
    this.#auth.identity$.pipe(takeUntilDestroyed(), pairwise()).subscribe(([before, identity]) => {
      if (before && before.account === identity?.account) {
        this.#update(before, identity);
        return;
      }
      // The session of nobody is not closed: it asks for public calendars alone, so its requests may go on.
      if (before) {
        this.#session.close();
        const called = this.#views.get(this)?.();
        if (called) {
          const view = ofAnyAccount(called);
          this.#views.set(this, () => view);
        }
        this.#signOut.sessionEnded(before.account);
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
    // A view that names the account's own calendar is shown once it is known which one that is.
    this.#current
      .pipe(
        switchMap(({ provider }) => provider.calendars.primaryId$.pipe(skip(1))),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.#showView();
      });
    // A local copy asks for the calendars itself.
    if (context.listsCalendars && !context.copies) {
      this.#listCalendars();
    }
    inject(DestroyRef).onDestroy(() => {
      this.#session.close();
    });
  }

  /** State of the current session, now and whenever it changes. */
  live<R>(select: (session: OpenSession<A>['session']) => Observable<R>): Observable<R> {
    return this.#live(({ session }) => select(session));
  }

  /** State whose code is loaded when somebody subscribes. Fails with `script-failed` where it cannot be loaded. */
  lazyLive<C, R>(
    code: LazyService<C>,
    select: (commands: C, open: OpenSession<A>) => Observable<R>,
  ): Observable<R> {
    return this.#live((open) =>
      defer(() => this.#load(code)).pipe(switchMap((commands) => select(commands, open))),
    );
  }

  /**
   * Says what the app wants to show, in the place of what it has shown before.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  setView(view: CalendarView): void {
    this.#views.delete(this);
    this.#setView(this, () => view, view);
  }

  /**
   * The view of a component, which keeps its place among those of other components until {@link removeView}: the one that
   * came last is shown. It stays as it is when another account signs in, since the component says which calendars it names.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  followView(owner: object, view: () => CalendarView | undefined): void {
    const current = view();
    if (current) {
      this.#setView(owner, view, current);
    }
  }

  /** Shows the view before, if there is one. */
  removeView(owner: object): void {
    this.#views.delete(owner);
    this.#showView();
  }

  /** @param shown What is on screen: of this the events that are in the view stay until more is known. */
  watchEvents(
    view: CalendarView,
    shown?: readonly EventOf<A>[],
  ): Observable<readonly EventOf<A>[]> {
    const { current } = this.#config;
    const configured$ = current ? of(current) : defer(() => this.#config.load());
    return configured$.pipe(
      switchMap(() => this.#current),
      switchMap((open) =>
        view.calendarIds.includes('primary')
          ? open.provider.calendars.primaryId$.pipe(map(() => open))
          : of(open),
      ),
      switchMap(({ session }, index) => {
        const events$ = session.watchEvents(this.#withIds(view));
        const range = session.range(view);
        // Nothing of the account before stays on screen.
        const first = index > 0 ? [] : shown?.filter((event) => inRange(event, range));
        return first ? events$.pipe(startWith(first)) : events$;
      }),
    );
  }

  /** Asks the provider anew, without a gesture: no window opens. */
  refresh(signal?: AbortSignal): Promise<void> {
    return abortable(() => this.#session.sync(), signal);
  }

  /** Free and busy times, by the names that the calendars were asked for. */
  async freeBusy(
    names: readonly string[],
    range: TimeRange<Date | string>,
    signal?: AbortSignal,
  ): Promise<readonly FreeBusy[]> {
    return this.configuredCommand(async ({ session, idOf }) => {
      const answers = await session.freeBusy(names.map(idOf), range, signal);
      return names.flatMap((name) =>
        answers
          .filter(({ calendarId }) => calendarId === idOf(name))
          .map((answer) => ({ ...answer, calendarId: name })),
      );
    }, signal);
  }

  /**
   * Runs a command of the app. In a gesture of the user, first begins to renew a sign-in that has expired.
   * @param signal Ends the wait for the command when it is aborted. What is to be cancelled then, `run` gives it to itself.
   */
  command<R>(run: (open: OpenSession<A>) => Promise<R>, signal?: AbortSignal): Promise<R> {
    if (!signal?.aborted) {
      this.renewInGesture();
    }
    return abortable(() => run(this.#current.value), signal);
  }

  /**
   * A {@link command} that first awaits the configuration, since its days and times need the configured zone, and the account's
   * calendars where they are needed to know the one that is named `primary`.
   */
  configuredCommand<R>(
    run: (open: OpenSession<A>) => Promise<R>,
    signal?: AbortSignal,
  ): Promise<R> {
    return this.command((open) => {
      const known = this.#config.current
        ? this.#calendarsKnown(open)
        : this.#config.load().then(() => this.#calendarsKnown(this.#current.value));
      return known ? known.then(() => run(this.#current.value)) : run(open);
    }, signal);
  }

  /**
   * A {@link configuredCommand} whose code is loaded when it is first called. Where it is there, the command begins before
   * this returns.
   */
  lazyCommand<C, R>(
    code: LazyService<C>,
    run: (commands: C, open: OpenSession<A>) => Promise<R>,
    signal?: AbortSignal,
  ): Promise<R> {
    return this.configuredCommand((open) => {
      if (!code.current) {
        this.#load(code).catch(() => undefined);
      }
      return code.run((commands) => {
        // It belongs to the account for which it was called.
        if (open !== this.#current.value) {
          throw superseded();
        }
        return run(commands, open);
      });
    }, signal);
  }

  /** Opens the provider's window where the sign-in has expired, a renewal needs one, and a gesture allows it. */
  renewInGesture(): void {
    if (this.#auth.isRenewableInWindow() && this.#inGesture()) {
      this.#auth.renew().catch(() => undefined);
    }
  }

  /** @throws CalendarSyncError `pending-writes`, and what the sign-out meets */
  signOut(options?: SignOutOptions): Promise<void> {
    return this.#signOut.signOut(options);
  }

  /** As {@link AccountSignOut.signOutOfApp}. */
  signOutOfApp(discard: boolean): Promise<void> {
    return this.#signOut.signOutOfApp(discard);
  }

  /**
   * Takes back the user's grant.
   * @throws CalendarSyncError `pending-writes`, and what the disconnection meets
   */
  disconnect(options: SignOutOptions = {}): Promise<void> {
    return this.command(() => this.#signOut.disconnect(options), options.signal);
  }

  /** Asks for the calendars of each account that signs in, until they are known. */
  #listCalendars(): void {
    this.#current
      .pipe(
        filter(({ account }) => account !== undefined),
        switchMap(({ provider, session }) =>
          merge(of(undefined), this.#signedIn$, session.refreshed$).pipe(
            filter(() => provider.calendars.list.length === 0),
            exhaustMap(() => from(session.listCalendars()).pipe(catchError(() => EMPTY))),
          ),
        ),
        takeUntilDestroyed(),
      )
      .subscribe();
  }

  /** `undefined` where they need not be awaited. A local copy may know them where they cannot be asked for. */
  #calendarsKnown({ account, provider, session }: OpenSession<A>): Promise<unknown> | undefined {
    const { list$, list } = provider.calendars;
    return this.#context.listsCalendars && account !== undefined && list.length === 0
      ? firstValueFrom(
          race(list$.pipe(filter(({ length }) => length > 0)), from(session.listCalendars())),
        )
      : undefined;
  }

  /** The app is unstable until the code is there: server rendering and tests wait for what it does. */
  #load<C>(code: LazyService<C>): Promise<C> {
    const done = this.#tasks.add();
    return code.load().finally(done);
  }

  get #session(): OpenSession<A>['session'] {
    return this.#current.value.session;
  }

  #live<R>(select: (open: OpenSession<A>) => Observable<R>): Observable<R> {
    return this.#current.pipe(
      switchMap(select),
      distinctUntilChanged(),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }

  #withIds(view: CalendarView): CalendarView {
    return { ...view, calendarIds: view.calendarIds.map(this.#current.value.idOf) };
  }

  #open(identity: A['identity'] | undefined): OpenSession<A> {
    const { copies, transferred } = this.#context;
    const provider = this.#context.open(identity);
    const idOf = (name: string) => provider.calendars.idOf(name);
    const clock = this.#clock;
    const auth = this.#auth;
    const openedWith = (session: OpenSession<A>['session']): OpenSession<A> => ({
      auth,
      provider,
      session,
      account: identity?.account,
      idOf,
    });
    const createOutbox = (context: SessionContext<EventOf<A>>) =>
      new (loadedWrites(this.#context.writesCode).ɵOutbox)({
        ...context,
        wake$: merge(this.#wake$, this.#signedIn$),
        isOnline: this.#isOnline,
        conflictPolicy: () => this.#config.current?.conflicts ?? 'ask',
        onConfirmed: (event) => {
          this.#confirmed.next({ open: openedWith(session), event });
        },
      });
    const known = identity ? [] : (transferred?.take() ?? []);
    const backend = identity && copies?.open(identity.account, provider);
    const session = new CalendarSession<A['types']>(provider, {
      createOutbox,
      clock,
      known,
      backend,
    });
    if (!identity) {
      transferred?.putIntoPage(session);
      return openedWith(session);
    }
    // Writes of an earlier visit are shown and sent without a new one.
    session.writes.unopened$
      .pipe(
        exhaustMap(() => from(this.#load(this.#context.writesCode)).pipe(catchError(() => EMPTY))),
        filter(() => session === this.#session),
        take(1),
      )
      .subscribe(() => {
        session.writes.open();
      });
    return openedWith(session);
  }

  #update(before: A['identity'], identity: A['identity']): void {
    const { provider, session } = this.#current.value;
    provider.update(identity);
    if (!sameScopes(before.grantedScopes, identity.grantedScopes)) {
      session.sync().catch(() => undefined);
    }
  }

  #setView(owner: object, view: () => CalendarView | undefined, current: CalendarView): void {
    // A wrong range is the fault of this view, also where another one is shown.
    this.#session.range(current);
    this.#views.set(owner, view);
    this.#showView();
  }

  #showView(): void {
    const view = [...this.#views.values()].at(-1)?.();
    if (view) {
      this.#session.setView(this.#withIds(view));
    }
  }
}

/** Without the ids of calendars: they are those of the account that has signed out. */
function ofAnyAccount(view: CalendarView): CalendarView {
  return { ...view, calendarIds: view.calendarIds.filter((id) => id === 'primary') };
}
