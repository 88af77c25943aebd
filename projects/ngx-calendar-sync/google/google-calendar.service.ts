import {
  computed,
  DestroyRef,
  effect,
  inject,
  Injectable,
  Injector,
  type Signal,
  untracked,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { catchError, combineLatest, map, type Observable, of, shareReplay, switchMap } from 'rxjs';
import type {
  CalendarChanges,
  CalendarEventChanges,
  CalendarView,
  CommandOptions,
  EventFilter,
  EventReference,
  FreeBusy,
  LoadingState,
  TimeRange,
  WriteOptions,
} from 'ngx-calendar-sync';
import { type ɵTokenRequest as TokenRequest } from 'ngx-calendar-sync/account';
import { GoogleAuth } from './google-auth';
import type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
import {
  type GoogleCalendarDiagnostics,
  GoogleDiagnostics,
} from './diagnostics/google-diagnostics';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from './mapping/google-calendar-event';
import { AccountSessions, type OpenSession } from './account-sessions';
import { type GoogleCalendarCapabilities, capabilitiesOf } from './provider/calendar-capabilities';

/** Where `setView` and `watchEvents` follow a function. */
export interface ViewOptions {
  /** Needed outside of an injection context: what is called is followed until this injector is destroyed. */
  readonly injector?: Injector;
}

/**
 * The user's Google calendars: who is signed in, which calendars there are, and the events in view. State comes as
 * an observable and as a signal of the same source; commands are promises that reject with a CalendarSyncError.
 */
@Injectable()
export class GoogleCalendarService {
  readonly #auth = inject(GoogleAuth);
  readonly #sessions = inject(AccountSessions);
  readonly #diagnostics = inject(GoogleDiagnostics);

  /** Who is signed in. */
  readonly authState$: Observable<GoogleAuthState> = this.#auth.state$;
  readonly authState: Signal<GoogleAuthState> = toSignal(this.authState$, { requireSync: true });

  /** Whether {@link signIn} can open its window now: what a sign-in button is enabled by. */
  readonly ready$: Observable<boolean> = this.#auth.ready$;
  readonly ready: Signal<boolean> = toSignal(this.ready$, { requireSync: true });

  /** The account's calendars; none while nobody is signed in. */
  readonly calendars$: Observable<readonly GoogleCalendar[]> = this.#sessions.live(
    (s) => s.calendars$,
  );
  readonly calendars = toSignal(this.calendars$, { requireSync: true });

  /** By calendar id, what is possible there with the account's role and what it has granted: known before it is tried. */
  readonly capabilities$: Observable<ReadonlyMap<string, GoogleCalendarCapabilities>> =
    combineLatest([this.calendars$, this.#auth.identity$]).pipe(
      map(([calendars, identity]) => capabilitiesOf(calendars, identity?.grantedScopes ?? [])),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  readonly capabilities = toSignal(this.capabilities$, { requireSync: true });

  /** The events of the view in the order of their start, series as occurrences, the app's own writes at once. */
  readonly events$: Observable<GoogleCalendarEvent[]> = this.#sessions.live((s) =>
    s.events$.pipe(map(forComponents)),
  );
  readonly events = toSignal(this.events$, { requireSync: true });

  /** How far the view is with its events, and which calendars could not be read. */
  readonly syncState$: Observable<LoadingState> = this.#sessions.live((s) => s.syncState$);
  readonly syncState = toSignal(this.syncState$, { requireSync: true });

  /** What changes in the local copy, here or elsewhere, for apps that keep events of their own; never without a copy. */
  readonly changes$: Observable<CalendarChanges<GoogleCalendarEvent>> = this.#sessions.changes$;

  /**
   * Makes sign-in possible: loads Google's script. It is called at the start; call it again after it failed
   * (`authState` is `error`).
   * @throws CalendarSyncError `invalid-config`, `script-failed`
   */
  initialize(): Promise<void> {
    return this.#auth.initialize();
  }

  /**
   * Opens Google's sign-in window before it returns, so call it in a click and before any `await`. Where an account
   * is signed in or its token has expired, that account is proposed and nothing is asked twice.
   * @example await service.signIn(); // in a click
   * @throws CalendarSyncError `not-ready`, `popup-blocked`, `popup-closed`, `access-denied`, `scopes-refused`, or what
   * reading the account met
   */
  signIn(request?: TokenRequest): Promise<GoogleSignedIn> {
    return this.#auth.signIn(request);
  }

  /**
   * Renews an expired sign-in. With `auth: 'client'` Google's window opens before it returns and closes by itself: call
   * it in a click. With a server no window is needed, unless Google has ended the grant.
   * @throws CalendarSyncError `signed-out`, and what {@link signIn} throws
   */
  renew(): Promise<GoogleSignedIn> {
    return this.#auth.renew();
  }

  /**
   * Asks the user for more than was granted; opens Google's window before it returns. What the user refuses is in
   * `missingScopes` of the state.
   * @throws CalendarSyncError what {@link signIn} throws
   * @see https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth
   */
  requestScopes(...scopes: readonly string[]): Promise<GoogleSignedIn> {
    return this.#auth.requestScopes(scopes);
  }

  /**
   * Ends the session in every tab and forgets its data, and with a token server the server's cookie. The user's grant
   * stays: see {@link disconnect}.
   * @throws CalendarSyncError `sign-out-pending` where the server could not be told. The user is signed out here all the
   * same, and stays so at the next visit, which tells the server first; `authState` has the reason until it knows.
   */
  signOut(): Promise<void> {
    return this.#auth.signOut();
  }

  /**
   * Takes back the user's grant at Google, for every device, then signs out.
   * @throws CalendarSyncError `signed-out`, `expired`; `unavailable` where Google did not take it back, so that the user
   * is still signed in; `sign-out-pending` where the token server could not be told, as with {@link signOut}
   */
  disconnect(): Promise<void> {
    this.#sessions.renewInGesture();
    return this.#auth.disconnect();
  }

  /**
   * Says what `events$` holds. What is known of it shows at once, the rest as it comes. A day such as `2026-06-01` is
   * that day in the configured time zone, else in the browser's, and so is a time without an offset.
   *
   * With a function, which may read signals, the view follows it while the component lives in which this is called. Where
   * several components do so, the last one to come is shown, and when it is gone, the one before: components that show
   * ranges of their own at the same time call {@link watchEvents}.
   * @example service.setView({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' });
   * @example service.setView(() => ({ calendarIds: this.ids(), ...this.week() })); // in a constructor
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  setView(view: CalendarView | (() => CalendarView | undefined), options?: ViewOptions): void {
    if (typeof view !== 'function') {
      this.#sessions.setView(view);
      return;
    }
    const injector = options?.injector ?? inject(Injector);
    const owner = {};
    const shown = computed(view);
    effect(
      () => {
        const current = shown();
        if (current) {
          untracked(() => {
            this.#sessions.setView(current, owner);
          });
        }
      },
      { injector },
    );
    injector.get(DestroyRef).onDestroy(() => {
      this.#sessions.removeView(owner);
    });
  }

  /**
   * The events of a range beside the view: now, and whenever they change. Without a local copy only the app's own writes
   * change them. Days are those of {@link setView}.
   *
   * With a function, which may read signals, it is a signal of the events: it follows the function while the component
   * lives in which it is called, and is empty where the function returns `undefined`. Each component may watch a range of
   * its own; none of them changes what `events$` holds.
   * @example readonly events = this.google.watchEvents(() => ({ calendarIds: this.ids(), ...this.week() }));
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date; the signal throws it when it is
   * read, until the function returns another range
   */
  watchEvents(view: CalendarView): Observable<GoogleCalendarEvent[]>;
  watchEvents(
    view: () => CalendarView | undefined,
    options?: ViewOptions,
  ): Signal<GoogleCalendarEvent[]>;
  watchEvents(
    view: CalendarView | (() => CalendarView | undefined),
    options?: ViewOptions,
  ): Observable<GoogleCalendarEvent[]> | Signal<GoogleCalendarEvent[]> {
    const watch = (watched: CalendarView) =>
      this.#sessions.watchEvents(watched).pipe(map(forComponents));
    if (typeof view !== 'function') {
      return watch(view);
    }
    const injector = options?.injector ?? inject(Injector);
    const events = toSignal(
      toObservable(computed(view), { injector }).pipe(
        switchMap((current) =>
          (current ? watch(current) : of([])).pipe(
            map((shown) => () => shown),
            // Kept as a value, so that the signal goes on with the next range.
            catchError((error: unknown) =>
              of(() => {
                throw error;
              }),
            ),
          ),
        ),
      ),
      { initialValue: (): GoogleCalendarEvent[] => [], injector },
    );
    return computed(() => events()());
  }

  /**
   * Brings the local copy and all that is in view up to date. Resolves when `events$` shows what Google had at this moment
   * or later. Where some calendars cannot be read and others can, it resolves too: the errors are in `syncState`, under
   * `errors` and `copy.errors`. In a click it renews an expired sign-in first.
   * @throws CalendarSyncError where no calendar could be read: `offline`, `expired`, `signed-out`, …
   */
  sync(options?: CommandOptions): Promise<void> {
    return this.#sessions.command(({ session }) => session.sync(), options?.signal);
  }

  /**
   * The same as {@link sync}, for what the app does by itself, as from time to time: it never opens a window. An app that
   * shows `syncState` need do nothing about a rejection, but has to catch it.
   * @throws CalendarSyncError what {@link sync} throws
   * @example service.refresh().catch(() => undefined);
   */
  refresh(options?: CommandOptions): Promise<void> {
    return this.#sessions.refresh(options?.signal);
  }

  /**
   * The account's calendars as they are now; `calendars$` follows.
   * @throws CalendarSyncError `signed-out`, `insufficient-scopes`, `offline`, …
   */
  getCalendars(options?: CommandOptions): Promise<readonly GoogleCalendar[]> {
    const signal = options?.signal;
    return this.#sessions.command(({ session }) => session.listCalendars(signal), signal);
  }

  /**
   * The events of one or several calendars from `start` up to but not including `end`, all of them, series as
   * occurrences. A public calendar needs an API key and no sign-in. Days are those of {@link setView}: with
   * `'2026-06-01'` and `'2026-07-01'` it is June there, from its first midnight to its last.
   * @param options What the events have to be like. For lists that are too long to hold there is {@link listEvents}.
   * @example const events = await service.getEvents('primary', '2026-06-01', '2026-07-01');
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date | string,
    end: Date | string,
    options?: EventFilter & CommandOptions,
  ): Promise<GoogleCalendarEvent[]> {
    const ids = typeof calendarIds === 'string' ? [calendarIds] : calendarIds;
    return this.#sessions
      .configuredCommand(
        ({ session, idOf }) => session.getEvents(ids.map(idOf), start, end, options),
        options?.signal,
      )
      .then(forComponents);
  }

  /**
   * The events of a range that hold these words, by default in all of the account's calendars. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  search(
    text: string,
    range: TimeRange<Date | string> & { readonly calendarIds?: readonly string[] },
    options?: CommandOptions,
  ): Promise<GoogleCalendarEvent[]> {
    const signal = options?.signal;
    return this.#sessions
      .configuredCommand(
        ({ session, idOf }) =>
          session.search(text, { ...range, calendarIds: range.calendarIds?.map(idOf) }, signal),
        signal,
      )
      .then(forComponents);
  }

  /**
   * When calendars are taken; also those of which the account sees no more than that. The range may be of any length, and
   * there may be any number of calendars; the address of a group answers with its `members` as well. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
   */
  freeBusy(
    calendarIds: readonly string[],
    range: TimeRange<Date | string>,
    options?: CommandOptions,
  ): Promise<readonly FreeBusy[]> {
    return this.#sessions.freeBusy(calendarIds, range, options?.signal);
  }

  /**
   * Creates an event; `events$` has it at once.
   * @example await service.addEvent('primary', { title: 'Lunch', start: '2026-06-01T12:00' });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
   */
  addEvent(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    options?: WriteOptions,
  ): Promise<GoogleCalendarEvent> {
    return this.#write(
      ({ session, idOf }) => session.addEvent(idOf(calendarId), draft, options),
      options,
    );
  }

  /**
   * Changes an event: give its id and what is different, or the event as it was read with what is different, in its own
   * properties or in its `googleEvent`. Only the difference is sent. Where both were edited, its own properties win.
   * @example await service.updateEvent(event.calendarId, { ...event, title: 'Late lunch' });
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `invalid-event`, `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
   */
  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<GoogleCalendarEventDraft>,
    options?: WriteOptions,
  ): Promise<GoogleCalendarEvent> {
    return this.#write(
      ({ session, idOf }) => session.updateEvent(idOf(calendarId), changes, options),
      options,
    );
  }

  /**
   * Deletes an event, an occurrence, or by the id of a series all of it. One that is gone already is a success.
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `forbidden`, …
   */
  deleteEvent(
    calendarId: string,
    event: string | EventReference,
    options?: WriteOptions,
  ): Promise<void> {
    const reference = typeof event === 'string' ? { id: event } : event;
    return this.#write(
      ({ session, idOf }) => session.deleteEvent(idOf(calendarId), reference, options),
      options,
    );
  }

  /**
   * Brings a deleted event back; where Google does not restore it, as a copy under a new id.
   * @throws CalendarSyncError `forbidden`, …
   */
  restoreEvent(event: GoogleCalendarEvent, options?: WriteOptions): Promise<GoogleCalendarEvent> {
    return this.#write(
      ({ session, idOf }) =>
        session.restoreEvent({ ...event, calendarId: idOf(event.calendarId) }, options),
      options,
    );
  }

  /**
   * What a bug report needs: states, versions, the last errors, statistics of the requests. No token, no account, no
   * name of a calendar and nothing of an event is in it.
   */
  diagnostics(): GoogleCalendarDiagnostics {
    return this.#diagnostics.report(this.authState(), this.ready());
  }

  #write<R>(run: (open: OpenSession) => Promise<R>, options: WriteOptions = {}): Promise<R> {
    return this.#sessions.configuredCommand(run, options.signal);
  }
}

/** Calendar components declare that they take arrays which may be written to: each gets one of its own. */
function forComponents(events: readonly GoogleCalendarEvent[]): GoogleCalendarEvent[] {
  return [...events];
}
