import { DestroyRef, inject, Injectable, type Signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  combineLatest,
  defer,
  distinctUntilChanged,
  map,
  type Observable,
  of,
  pairwise,
  share,
  shareReplay,
  switchMap,
} from 'rxjs';
import {
  type CalendarChanges,
  type CalendarEventChanges,
  type CalendarView,
  type EventReference,
  type FreeBusy,
  type SyncState,
  type TimeSpan,
  ɵCalendarSession as CalendarSession,
  ɵCLOCK as CLOCK,
  ɵIN_GESTURE as IN_GESTURE,
} from 'ngx-calendar-sync';
import { type ɵTokenRequest as TokenRequest } from 'ngx-calendar-sync/account';
import { GoogleAuth } from './google-auth';
import type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
import type { GoogleIdentity } from './api/google-identity';
import { sameScopes } from './config/google-scopes';
import { type GoogleCalendarCapabilities, capabilitiesOf } from './provider/calendar-capabilities';
import { CONFIG } from './config/config-ref';
import { LOCAL_COPIES } from './provider/local-copies';
import {
  type GoogleCalendarDiagnostics,
  GoogleDiagnostics,
} from './diagnostics/google-diagnostics';
import type { GoogleProvider } from './provider/google-provider';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleTypes,
} from './mapping/google-calendar-event';
import { OPEN_GOOGLE } from './provider/open-google';
import { TransferredEvents } from './provider/transferred-events';

interface OpenSession {
  readonly provider: GoogleProvider;
  readonly session: CalendarSession<GoogleTypes>;
}

/**
 * The user's Google calendars: who is signed in, which calendars there are, and the events in view. State comes as
 * an observable and as a signal of the same source; commands are promises that reject with a CalendarSyncError.
 */
@Injectable()
export class GoogleCalendarService {
  readonly #auth = inject(GoogleAuth);
  readonly #openGoogle = inject(OPEN_GOOGLE);
  readonly #diagnostics = inject(GoogleDiagnostics);
  readonly #inGesture = inject(IN_GESTURE);
  readonly #clock = inject(CLOCK);
  readonly #transferred = inject(TransferredEvents);
  readonly #config = inject(CONFIG);
  readonly #copies = inject(LOCAL_COPIES, { optional: true });
  readonly #current = new BehaviorSubject(this.#open(undefined));
  #view: CalendarView | undefined;

  /** Who is signed in. */
  readonly authState$: Observable<GoogleAuthState> = this.#auth.state$;
  readonly authState: Signal<GoogleAuthState> = toSignal(this.authState$, { requireSync: true });

  /** Whether {@link signIn} can open its window now: what a sign-in button is enabled by. */
  readonly ready$: Observable<boolean> = this.#auth.ready$;
  readonly ready: Signal<boolean> = toSignal(this.ready$, { requireSync: true });

  /** The account's calendars; none while nobody is signed in. */
  readonly calendars$: Observable<readonly GoogleCalendar[]> = this.#live((s) => s.calendars$);
  readonly calendars = toSignal(this.calendars$, { requireSync: true });

  /** By calendar id, what is possible there with the account's role and what it has granted: known before it is tried. */
  readonly capabilities$: Observable<ReadonlyMap<string, GoogleCalendarCapabilities>> =
    combineLatest([this.calendars$, this.#auth.identity$]).pipe(
      map(([calendars, identity]) => capabilitiesOf(calendars, identity?.grantedScopes ?? [])),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  readonly capabilities = toSignal(this.capabilities$, { requireSync: true });

  /** The events of the view in the order of their start, series as occurrences, the app's own writes at once. */
  readonly events$: Observable<GoogleCalendarEvent[]> = this.#live((s) =>
    s.events$.pipe(map(forComponents)),
  );
  readonly events = toSignal(this.events$, { requireSync: true });

  /** How far the view is with its events, and which calendars could not be read. */
  readonly syncState$: Observable<SyncState> = this.#live((s) => s.syncState$);
  readonly syncState = toSignal(this.syncState$, { requireSync: true });

  /** What changes in the local copy, here or elsewhere, for apps that keep events of their own; never without a copy. */
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
      // What was asked for signed out is public: it may still arrive.
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
      // What failed while there was no token is asked for again.
      if (status === 'signed-in') {
        this.#showView();
      }
    });
    inject(DestroyRef).onDestroy(() => {
      this.#session.close();
    });
  }

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
    this.#renewInGesture();
    return this.#auth.disconnect();
  }

  /**
   * Says what `events$` holds. What is known of it shows at once, the rest as it comes. A day such as `2026-06-01` is
   * that day in the configured time zone, else in the browser's, and so is a time without an offset.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  setView(view: CalendarView): void {
    this.#session.setView(view);
    this.#view = view;
  }

  /**
   * The events of a range beside the view: now, and whenever they change. Without a local copy only the app's own writes
   * change them. Days are those of {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  watchEvents(view: CalendarView): Observable<GoogleCalendarEvent[]> {
    const { current } = this.#config;
    const configured$ = current ? of(current) : defer(() => this.#config.load());
    return configured$.pipe(
      switchMap(() => this.#current),
      switchMap(({ session }) => session.watchEvents(view)),
      map(forComponents),
    );
  }

  /**
   * Brings the local copy up to date now; it resolves when that is done. Without a copy, the same as {@link refresh}.
   * @throws CalendarSyncError `offline`, `expired`, …
   */
  sync(): Promise<void> {
    return this.#renewedSession().sync();
  }

  /** Asks Google again for all that is in view. */
  refresh(): void {
    this.#session.refresh();
  }

  /** The account's calendars as they are now; `calendars$` follows. */
  getCalendars(): Promise<readonly GoogleCalendar[]> {
    return this.#renewedSession().listCalendars();
  }

  /**
   * The events of one or several calendars from `start` up to but not including `end`, all of them, series as
   * occurrences. A public calendar needs an API key and no sign-in. Days are those of {@link setView}: with
   * `'2026-06-01'` and `'2026-07-01'` it is June there, from its first midnight to its last.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date | string,
    end: Date | string,
  ): Promise<GoogleCalendarEvent[]> {
    const ids = typeof calendarIds === 'string' ? [calendarIds] : calendarIds;
    return this.#whenConfigured((session) => session.getEvents(ids, start, end)).then(
      forComponents,
    );
  }

  /**
   * Creates an event.
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
   */
  addEvent(calendarId: string, draft: GoogleCalendarEventDraft): Promise<GoogleCalendarEvent> {
    return this.#renewedSession().addEvent(calendarId, draft);
  }

  /**
   * Changes an event: give its id and what is different, or the event as it was read with what is different, in its own
   * properties or in its `googleEvent`. Only the difference is sent. Where both were edited, its own properties win.
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `invalid-event`, `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
   */
  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<GoogleCalendarEventDraft>,
  ): Promise<GoogleCalendarEvent> {
    return this.#renewedSession().updateEvent(calendarId, changes);
  }

  /**
   * Deletes an event, an occurrence, or by the id of a series all of it. One that is gone already is a success.
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `forbidden`, …
   */
  deleteEvent(calendarId: string, event: string | EventReference): Promise<void> {
    return this.#renewedSession().deleteEvent(
      calendarId,
      typeof event === 'string' ? { id: event } : event,
    );
  }

  /** Brings a deleted event back; where Google does not restore it, as a copy under a new id. */
  restoreEvent(event: GoogleCalendarEvent): Promise<GoogleCalendarEvent> {
    return this.#renewedSession().restoreEvent(event);
  }

  /**
   * The events of a range that hold these words, by default in all of the account's calendars. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  search(
    text: string,
    range: TimeSpan & { readonly calendarIds?: readonly string[] },
  ): Promise<GoogleCalendarEvent[]> {
    return this.#whenConfigured((session) => session.search(text, range)).then(forComponents);
  }

  /**
   * When calendars are taken; also those of which the account sees no more than that. The range may be of any length, and
   * there may be any number of calendars; the address of a group answers with its `members` as well. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
   */
  freeBusy(calendarIds: readonly string[], range: TimeSpan): Promise<readonly FreeBusy[]> {
    return this.#whenConfigured((session) => session.freeBusy(calendarIds, range));
  }

  /**
   * What a bug report needs: states, versions, the last errors, statistics of the requests. No token, no account, no
   * name of a calendar and nothing of an event is in it.
   */
  diagnostics(): GoogleCalendarDiagnostics {
    return this.#diagnostics.report(this.authState(), this.ready());
  }

  get #session(): CalendarSession<GoogleTypes> {
    return this.#current.value.session;
  }

  /** The session for a command. Opens a window if the sign-in has expired and the command comes out of a gesture. */
  #renewedSession(): CalendarSession<GoogleTypes> {
    this.#renewInGesture();
    return this.#session;
  }

  /** Days are those of the configured zone, which may not be there yet. */
  #whenConfigured<R>(ask: (session: CalendarSession<GoogleTypes>) => Promise<R>): Promise<R> {
    const session = this.#renewedSession();
    return this.#config.current ? ask(session) : this.#config.load().then(() => ask(this.#session));
  }

  /** A command that the user gives renews first what has expired. */
  #renewInGesture(): void {
    if (this.#auth.isRenewableInWindow() && this.#inGesture()) {
      this.#auth.renew().catch(() => undefined);
    }
  }

  #open(identity: GoogleIdentity | undefined): OpenSession {
    const provider = this.#openGoogle(identity);
    const copy = identity && this.#copies?.open(identity.account, provider);
    const { calendars } = provider;
    const clock = this.#clock;
    if (copy) {
      return { provider, session: new CalendarSession(provider, { calendars, clock, copy }) };
    }
    const windows = identity ? [] : this.#transferred.take();
    const session = new CalendarSession<GoogleTypes>(provider, { calendars, clock, windows });
    if (!identity) {
      this.#transferred.keepOf(session);
    }
    return { provider, session };
  }

  #update(before: GoogleIdentity, identity: GoogleIdentity): void {
    const { provider, session } = this.#current.value;
    provider.update(identity);
    session.setCalendars(provider.calendars);
    if (!sameScopes(before.grantedScopes, identity.grantedScopes)) {
      session.refresh();
    }
  }

  #showView(): void {
    if (this.#view) {
      this.#session.setView(this.#view);
    }
  }

  #live<R>(select: (session: CalendarSession<GoogleTypes>) => Observable<R>): Observable<R> {
    return this.#current.pipe(
      switchMap(({ session }) => select(session)),
      distinctUntilChanged(),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }
}

/** Calendar components declare that they take arrays which may be written to: each gets one of its own. */
function forComponents(events: readonly GoogleCalendarEvent[]): GoogleCalendarEvent[] {
  return [...events];
}

/** The calendars of one account are no business of the next. */
function ofAnyAccount(view: CalendarView): CalendarView {
  return { ...view, calendarIds: view.calendarIds.filter((id) => id === 'primary') };
}
