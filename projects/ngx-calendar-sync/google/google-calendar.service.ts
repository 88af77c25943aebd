import { DestroyRef, inject, Injectable, type Signal } from '@angular/core';
import { takeUntilDestroyed, toSignal } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  distinctUntilChanged,
  type Observable,
  pairwise,
  shareReplay,
  switchMap,
} from 'rxjs';
import {
  type CalendarEventChanges,
  type CalendarView,
  type EventReference,
  type FreeBusy,
  type SyncState,
  type TimeSpan,
  ɵCalendarSession as CalendarSession,
} from 'ngx-calendar-sync';
import { GoogleCalendarApi } from './api/google-calendar-api';
import { GoogleAuth } from './auth/google-auth';
import type { GoogleAuthState, GoogleSignedIn } from './auth/google-auth-state';
import type { GoogleIdentity } from './auth/google-identity';
import type { TokenRequest } from './auth/token-source';
import { CONFIG } from './config-ref';
import { GoogleCalendarProvider } from './google-calendar-provider';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleTypes,
} from './mapping/google-calendar-event';

/**
 * The user's Google calendars: who is signed in, which calendars there are, and the events in view. State comes as
 * an observable and as a signal of the same source; commands are promises that reject with a CalendarSyncError.
 */
@Injectable()
export class GoogleCalendarService {
  readonly #auth = inject(GoogleAuth);
  readonly #api = inject(GoogleCalendarApi);
  readonly #config = inject(CONFIG);
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

  /** The events of the view in the order of their start, series as occurrences, the app's own writes at once. */
  readonly events$: Observable<readonly GoogleCalendarEvent[]> = this.#live((s) => s.events$);
  readonly events = toSignal(this.events$, { requireSync: true });

  /** How far the view is with its events, and which calendars could not be read. */
  readonly syncState$: Observable<SyncState> = this.#live((s) => s.syncState$);
  readonly syncState = toSignal(this.syncState$, { requireSync: true });

  constructor() {
    this.#auth.identity$.pipe(takeUntilDestroyed(), pairwise()).subscribe(([before, identity]) => {
      // What was asked for signed out is public: it may still arrive.
      if (before) this.#session.close();
      if (!identity) this.#view = undefined;
      this.#current.next(this.#open(identity));
      this.#showView();
    });
    this.#auth.state$.pipe(takeUntilDestroyed()).subscribe(({ status }) => {
      // What failed while there was no token is asked for again.
      if (status === 'signed-in') this.#showView();
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
   * Ends the session in this tab and forgets its data, and with `auth: 'server'` the server's cookie. The user's grant
   * stays: see {@link disconnect}.
   * @throws CalendarSyncError `offline`, `unavailable` where the server could not be told: its cookie is still there
   */
  signOut(): Promise<void> {
    return this.#auth.signOut();
  }

  /**
   * Takes back the user's grant at Google, for every device, then signs out.
   * @throws CalendarSyncError `signed-out`, `expired`
   */
  disconnect(): Promise<void> {
    return this.#auth.disconnect();
  }

  /**
   * Says what `events$` holds. What is known of it shows at once, the rest as it comes.
   * @throws CalendarSyncError `invalid-request` for an empty range
   */
  setView(view: CalendarView): void {
    this.#view = view;
    this.#showView();
  }

  /** Asks Google again for all that is in view. */
  refresh(): void {
    this.#session.refresh();
  }

  /** The account's calendars as they are now; `calendars$` follows. */
  getCalendars(): Promise<readonly GoogleCalendar[]> {
    return this.#session.listCalendars();
  }

  /**
   * The events of one or several calendars from `start` up to but not including `end`, all of them, series as
   * occurrences. A public calendar needs an API key and no sign-in.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date | string,
    end: Date | string,
  ): Promise<readonly GoogleCalendarEvent[]> {
    const ids = typeof calendarIds === 'string' ? [calendarIds] : calendarIds;
    return this.#session.getEvents(ids, start, end);
  }

  /**
   * Creates an event.
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
   */
  addEvent(calendarId: string, draft: GoogleCalendarEventDraft): Promise<GoogleCalendarEvent> {
    return this.#session.addEvent(calendarId, draft);
  }

  /**
   * Changes an event: give its id and what is different, or the event as it was read with what is different. Only
   * the difference is sent.
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `invalid-event`, `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
   */
  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<GoogleCalendarEventDraft>,
  ): Promise<GoogleCalendarEvent> {
    return this.#session.updateEvent(calendarId, changes);
  }

  /**
   * Deletes an event, an occurrence, or by the id of a series all of it. One that is gone already is a success.
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `forbidden`, …
   */
  deleteEvent(calendarId: string, event: string | EventReference): Promise<void> {
    return this.#session.deleteEvent(calendarId, typeof event === 'string' ? { id: event } : event);
  }

  /** Brings a deleted event back; where Google does not restore it, as a copy under a new id. */
  restoreEvent(event: GoogleCalendarEvent): Promise<GoogleCalendarEvent> {
    return this.#session.restoreEvent(event);
  }

  /** The events of a range that hold these words, by default in all of the account's calendars. */
  search(
    text: string,
    range: TimeSpan & { readonly calendarIds?: readonly string[] },
  ): Promise<readonly GoogleCalendarEvent[]> {
    return this.#session.search(text, range);
  }

  /**
   * When calendars are taken; also those of which the account sees no more than that.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
   */
  freeBusy(calendarIds: readonly string[], range: TimeSpan): Promise<readonly FreeBusy[]> {
    return this.#session.freeBusy(calendarIds, range);
  }

  get #session(): CalendarSession<GoogleTypes> {
    return this.#current.value;
  }

  #open(identity: GoogleIdentity | undefined): CalendarSession<GoogleTypes> {
    const provider = new GoogleCalendarProvider(this.#api, this.#config, identity);
    return new CalendarSession<GoogleTypes>(provider, provider.calendars);
  }

  #showView(): void {
    if (this.#view) this.#session.setView(this.#view);
  }

  #live<R>(select: (session: CalendarSession<GoogleTypes>) => Observable<R>): Observable<R> {
    return this.#current.pipe(
      switchMap(select),
      distinctUntilChanged(),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }
}
