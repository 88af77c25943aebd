import { inject, Injectable, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { combineLatest, map, type Observable, shareReplay } from 'rxjs';
import type {
  CalendarChanges,
  CalendarEventChanges,
  CalendarView,
  CommandOptions,
  EventReference,
  FreeBusy,
  LoadingState,
  TimeRange,
} from 'ngx-calendar-sync';
import type { ɵSignInRequest as SignInRequest } from 'ngx-calendar-sync/account';
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
import { AccountSessions } from './account-sessions';
import { type GoogleCalendarCapabilities, capabilitiesOf } from './provider/calendar-capabilities';

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
   * Makes sign-in possible: loads Google's script, and looks for the session of an earlier visit. It is called at the
   * start, unless the configuration says `start: 'lazy'`: then nothing of Google's is loaded before the app calls it. Call
   * it again after it failed (`authState` is `error`). Aborted later than at once, it stops waiting, and the start goes on.
   * @example await service.initialize(); // with `start: 'lazy'`, once the visitor has agreed
   * @throws CalendarSyncError `invalid-config`, `script-failed`, `cancelled` where the signal was aborted
   */
  initialize(options?: CommandOptions): Promise<void> {
    return this.#auth.initialize(options);
  }

  /**
   * Opens Google's sign-in window before it returns, so call it in a click and before any `await`. Where an account
   * is signed in or its token has expired, that account is proposed and nothing is asked twice.
   *
   * Aborted by its signal, it ends as if the user had closed the window, unless another call waits for the same window. No
   * page can close Google's window: it may stay open, and its answer changes nothing. What the token server has begun by
   * then is found at the next visit.
   * @example await service.signIn(); // in a click
   * @throws CalendarSyncError `not-ready`, `popup-blocked`, `popup-closed`, `access-denied`, `scopes-refused`, `cancelled`,
   * or what reading the account met
   */
  signIn(request?: SignInRequest): Promise<GoogleSignedIn> {
    return this.#auth.signIn(request);
  }

  /**
   * Renews an expired sign-in. With `auth: 'client'` Google's window opens before it returns and closes by itself: call
   * it in a click. With a server no window is needed, unless Google has ended the grant. Aborted, it leaves the window as
   * {@link signIn} does; a renewal by a server goes on, since requests wait for it, too.
   * @throws CalendarSyncError `signed-out`, and what {@link signIn} throws
   */
  renew(options?: CommandOptions): Promise<GoogleSignedIn> {
    return this.#auth.renew(options);
  }

  /**
   * Asks the user for more than was granted; opens Google's window before it returns. What the user refuses is in
   * `missingScopes` of the state, and so is what was asked for when the signal was aborted.
   * @example await service.requestScopes('https://www.googleapis.com/auth/calendar.events'); // in a click
   * @throws CalendarSyncError what {@link signIn} throws
   * @see https://developers.google.com/identity/protocols/oauth2/web-server#incrementalAuth
   */
  requestScopes(scopes: readonly string[], options?: CommandOptions): Promise<GoogleSignedIn>;
  requestScopes(...scopes: readonly string[]): Promise<GoogleSignedIn>;
  requestScopes(
    first: string | readonly string[] = [],
    second?: string | CommandOptions,
    ...more: readonly string[]
  ): Promise<GoogleSignedIn> {
    const isOne = typeof second === 'string';
    const scopes = [first, isOne ? second : [], more].flat();
    return this.#auth.requestScopes(scopes, isOne ? undefined : second);
  }

  /**
   * A valid access token of the account, for the app's own calls of Google's APIs. It waits and renews as a request of the
   * library does; in a click it renews an expired sign-in, in Google's window where that is needed. Ask for it before each
   * call, and keep it nowhere: it lasts an hour at most.
   *
   * Whoever has the token can do with the account what the user has granted. Send it to `https://www.googleapis.com` and
   * other APIs of Google's alone, in the `Authorization` header: never in a URL, in a log, or to another server.
   * @example
   * const token = await service.getAccessToken();
   * const tasks = await fetch('https://tasks.googleapis.com/tasks/v1/users/@me/lists', {
   *   headers: { Authorization: `Bearer ${token}` },
   * });
   * @throws CalendarSyncError `signed-out` where nobody is signed in; `expired` where only the user can renew, and has not
   * done so within `tokenWait`; `cancelled` after an abort, or where another account has signed in meanwhile; and what the
   * renewal met, such as `offline`
   * @see https://developers.google.com/identity/protocols/oauth2
   */
  getAccessToken(options?: CommandOptions): Promise<string> {
    this.#sessions.renewInGesture(options);
    return this.#auth.getAccessToken(options);
  }

  /**
   * Ends the session in every tab and forgets its data, and with a token server the server's cookie. The user's grant
   * stays: see {@link disconnect}.
   * @throws CalendarSyncError `sign-out-pending` where the server could not be told. The user is signed out here all the
   * same, and stays so at the next visit, which tells the server first; `authState` has the reason until it knows.
   * `cancelled` after an abort: aborted before the call nothing is done; later the user stays signed out, since a sign-out
   * cannot be undone, and the promise stops waiting for the server.
   */
  signOut(options?: CommandOptions): Promise<void> {
    return this.#auth.signOut(options);
  }

  /**
   * Takes back the user's grant at Google, for every device, then signs out.
   * @throws CalendarSyncError `signed-out`, `expired`; `unavailable` where Google did not take it back, so that the user
   * is still signed in; `sign-out-pending` where the token server could not be told, as with {@link signOut}; `cancelled`
   * after an abort: aborted while it waits for a token nothing is done; once Google or the token server has been asked it
   * goes on, and the promise stops waiting
   */
  disconnect(options?: CommandOptions): Promise<void> {
    this.#sessions.renewInGesture(options);
    return this.#auth.disconnect(options);
  }

  /**
   * Says what `events$` holds. What is known of it shows at once, the rest as it comes. A day such as `2026-06-01` is
   * that day in the configured time zone, else in the browser's, and so is a time without an offset.
   * @example service.setView({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' });
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  setView(view: CalendarView): void {
    this.#sessions.setView(view);
  }

  /**
   * The events of a range beside the view: now, and whenever they change. Without a local copy only the app's own writes
   * change them. Days are those of {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  watchEvents(view: CalendarView): Observable<GoogleCalendarEvent[]> {
    return this.#sessions.watchEvents(view).pipe(map(forComponents));
  }

  /**
   * Brings the local copy and all that is in view up to date. Resolves when `events$` shows what Google had at this moment
   * or later. Where some calendars cannot be read and others can, it resolves too: the errors are in `syncState`, under
   * `errors` and `copy.errors`. In a click it renews an expired sign-in first.
   * @throws CalendarSyncError where no calendar could be read: `offline`, `expired`, `signed-out`, …
   */
  sync(): Promise<void> {
    return this.#sessions.command((session) => session.sync());
  }

  /**
   * The same as {@link sync}, for what the app does by itself, as from time to time: it never opens a window. An app that
   * shows `syncState` need do nothing about a rejection, but has to catch it.
   * @throws CalendarSyncError what {@link sync} throws
   * @example service.refresh().catch(() => undefined);
   */
  refresh(): Promise<void> {
    return this.#sessions.sync();
  }

  /** The account's calendars as they are now; `calendars$` follows. */
  getCalendars(): Promise<readonly GoogleCalendar[]> {
    return this.#sessions.command((session) => session.listCalendars());
  }

  /**
   * The events of one or several calendars from `start` up to but not including `end`, all of them, series as
   * occurrences. A public calendar needs an API key and no sign-in. Days are those of {@link setView}: with
   * `'2026-06-01'` and `'2026-07-01'` it is June there, from its first midnight to its last.
   * @example const events = await service.getEvents('primary', '2026-06-01', '2026-07-01');
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date | string,
    end: Date | string,
  ): Promise<GoogleCalendarEvent[]> {
    const ids = typeof calendarIds === 'string' ? [calendarIds] : calendarIds;
    return this.#sessions
      .configuredCommand((session, idOf) => session.getEvents(ids.map(idOf), start, end))
      .then(forComponents);
  }

  /**
   * Creates an event; `events$` has it at once.
   * @example await service.addEvent('primary', { title: 'Lunch', start: '2026-06-01T12:00' });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
   */
  addEvent(calendarId: string, draft: GoogleCalendarEventDraft): Promise<GoogleCalendarEvent> {
    return this.#sessions.configuredCommand((session, idOf) =>
      session.addEvent(idOf(calendarId), draft),
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
  ): Promise<GoogleCalendarEvent> {
    return this.#sessions.configuredCommand((session, idOf) =>
      session.updateEvent(idOf(calendarId), changes),
    );
  }

  /**
   * Deletes an event, an occurrence, or by the id of a series all of it. One that is gone already is a success.
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `forbidden`, …
   */
  deleteEvent(calendarId: string, event: string | EventReference): Promise<void> {
    const reference = typeof event === 'string' ? { id: event } : event;
    return this.#sessions.configuredCommand((session, idOf) =>
      session.deleteEvent(idOf(calendarId), reference),
    );
  }

  /** Brings a deleted event back; where Google does not restore it, as a copy under a new id. */
  restoreEvent(event: GoogleCalendarEvent): Promise<GoogleCalendarEvent> {
    return this.#sessions.configuredCommand((session, idOf) =>
      session.restoreEvent({ ...event, calendarId: idOf(event.calendarId) }),
    );
  }

  /**
   * The events of a range that hold these words, by default in all of the account's calendars. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  search(
    text: string,
    range: TimeRange<Date | string> & { readonly calendarIds?: readonly string[] },
  ): Promise<GoogleCalendarEvent[]> {
    return this.#sessions
      .configuredCommand((session, idOf) =>
        session.search(text, { ...range, calendarIds: range.calendarIds?.map(idOf) }),
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
  ): Promise<readonly FreeBusy[]> {
    return this.#sessions.freeBusy(calendarIds, range);
  }

  /**
   * What a bug report needs: states, versions, the last errors, statistics of the requests. No token, no account, no
   * name of a calendar and nothing of an event is in it.
   */
  diagnostics(): GoogleCalendarDiagnostics {
    return this.#diagnostics.report(this.authState(), this.ready());
  }
}

/** Calendar components declare that they take arrays which may be written to: each gets one of its own. */
function forComponents(events: readonly GoogleCalendarEvent[]): GoogleCalendarEvent[] {
  return [...events];
}
