import {
  computed,
  DestroyRef,
  effect,
  inject,
  Injector,
  type Signal,
  untracked,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { catchError, map, type Observable, of, switchMap, throwError } from 'rxjs';
import type {
  CalendarChanges,
  CalendarEventChanges,
  CalendarView,
  CommandOptions,
  EventFilter,
  EventReference,
  LoadingState,
  TimeRange,
  WriteOptions,
} from 'ngx-calendar-sync';
import { AccountSessions } from './account-sessions';
import type { OpenSession } from './provider/open-session';
import type { EventCommands } from './commands/event-commands';
import { lazyPages } from './lazy-pages';
import type { GoogleEventListQuery } from './mapping/event-list-query';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/account';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from './mapping/google-calendar-event';

/** Where `setView` and `watchEvents` follow a function. */
export interface ViewOptions {
  /** Needed outside of an injection context: what is called is followed until this injector is destroyed. */
  readonly injector?: Injector;
}

/** The events of `GoogleCalendarService`: what is in view, reads and writes. */
export abstract class EventMethods {
  readonly #sessions = inject(AccountSessions);
  readonly #commands = new LazyService(inject(Injector), () =>
    import('./commands/event-commands').then(
      ({ EventCommands }) =>
        () =>
          new EventCommands(),
    ),
  );

  /** The events of the view in the order of their start, series as occurrences, the app's own writes at once. */
  readonly events$: Observable<GoogleCalendarEvent[]> = this.#sessions.live((s) =>
    s.events$.pipe(map(forComponents)),
  );
  /** {@link events$} as a signal. */
  readonly events = toSignal(this.events$, { requireSync: true });

  /** How far the view is with its events, and which calendars could not be read. */
  readonly syncState$: Observable<LoadingState> = this.#sessions.live((s) => s.syncState$);
  /** {@link syncState$} as a signal. */
  readonly syncState = toSignal(this.syncState$, { requireSync: true });

  /** What changes in the local copy, here or elsewhere, for apps that keep events of their own; never without a copy. */
  readonly changes$: Observable<CalendarChanges<GoogleCalendarEvent>> = this.#sessions.changes$;

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
   * @example service.watchEvents({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' }).subscribe(show);
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  watchEvents(view: CalendarView): Observable<GoogleCalendarEvent[]>;
  /**
   * The same of a function, which may read signals, as a signal of the events: it follows the function while the component
   * lives in which it is called, and is empty where the function returns `undefined`. Each component may watch a range of
   * its own; none of them changes what `events$` holds.
   * @example readonly events = this.google.watchEvents(() => ({ calendarIds: this.ids(), ...this.week() }));
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date: when the signal is read, until
   * the function returns another range
   */
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
    const current = computed(view);
    // The function may throw, too: an error that is a value of this signal does not end it.
    const current$ = computed(() => {
      try {
        const watched = current();
        return watched ? watch(watched) : of([]);
      } catch (error) {
        return throwError(() => error);
      }
    });
    const events = toSignal(
      toObservable(current$, { injector }).pipe(
        switchMap((events$) =>
          events$.pipe(
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
    range: TimeRange<Date | string> & {
      /** Where to search; by default everywhere. */
      readonly calendarIds?: readonly string[];
    },
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
   * The events of one calendar, a page at a time, for lists that are too long to hold: the next page is requested when the
   * loop comes to it, and `break` ends the list. Without `start` and `end` it is all events, each series that has no end
   * with as many occurrences as Google gives. Each `for await` begins anew.
   * @example
   * for await (const page of service.listEvents('primary', { text: 'invoice' })) {
   *   show(page);
   * }
   * @throws CalendarSyncError in the loop: `invalid-request` for a query that cannot be, such as an empty range or an
   * `updatedMin` that is too long ago for Google; `cancelled` when the signal is aborted, or somebody signs out
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
   */
  listEvents(
    calendarId: string,
    query: GoogleEventListQuery = {},
  ): AsyncIterable<readonly GoogleCalendarEvent[]> {
    return lazyPages(() =>
      this.#lazy(
        (commands, open) => Promise.resolve(commands.listEvents(open, calendarId, query)),
        query,
      ),
    );
  }

  /**
   * One event, by its id: a single event, an occurrence, or the master of a series. A deleted one has the status
   * `cancelled`, as long as Google keeps its times. Of a public calendar it needs an API key and no sign-in.
   * @example const event = await service.getEvent('primary', id);
   * @throws CalendarSyncError `not-found`; `deleted` where nothing is left of it but its id
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/get
   */
  getEvent(
    calendarId: string,
    eventId: string,
    options?: CommandOptions,
  ): Promise<GoogleCalendarEvent> {
    return this.#lazy(
      (commands, open) => commands.getEvent(open, calendarId, eventId, options),
      options,
    );
  }

  /**
   * The master of a series, which has its `recurrence`, asked of Google.
   * @param occurrence One of its occurrences, changed or not; or the master itself.
   * @example const { recurrence } = await service.getMaster(event);
   * @throws CalendarSyncError `invalid-request` for an event that is of no series, `not-found`
   */
  getMaster(
    occurrence: Pick<GoogleCalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    options?: CommandOptions,
  ): Promise<GoogleCalendarEvent> {
    return this.#lazy((commands, open) => commands.getMaster(open, occurrence, options), options);
  }

  /**
   * The occurrences of one series from `start` up to but not including `end`, all of them, in the order of their start.
   * Days are those of {@link setView}.
   * @param series The master of the series, or one of its occurrences.
   * @example const inJune = await service.getOccurrences(event, '2026-06-01', '2026-07-01');
   * @throws CalendarSyncError `invalid-request` for an empty range, what is not a date, or an event that is of no series
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/instances
   */
  getOccurrences(
    series: Pick<GoogleCalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    start: Date | string,
    end: Date | string,
    options?: CommandOptions,
  ): Promise<GoogleCalendarEvent[]> {
    return this.#lazy(
      (commands, open) => commands.getOccurrences(open, series, start, end, options),
      options,
    );
  }

  /**
   * Creates an event; `events$` has it at once. With `conference: 'create'` it resolves once Google has made the conference
   * or could not, which `conference.status` of the event says, and with `pending` where that takes longer than a minute.
   * An abort ends that waiting; the event is there by then.
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
      (open) =>
        this.#withConference(
          open,
          open.session.addEvent(open.idOf(calendarId), draft, options),
          draft,
          options,
        ),
      options,
    );
  }

  /**
   * Changes an event: give its id and what is different, or the event as it was read with what is different, in its own
   * properties or in its `googleEvent`. Only the difference is sent. Where both were edited, its own properties win. A
   * `conference` is made as by {@link addEvent}.
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
      (open) =>
        this.#withConference(
          open,
          open.session.updateEvent(open.idOf(calendarId), changes, options),
          changes,
          options,
        ),
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
   * Adds the event that a sentence describes, as Google reads it: in English, or the language of the account. What Google
   * finds no time in takes place now. The text is a part of the URL of the request, as Google wants it. `events$` has the
   * event when the answer is there; a request whose answer is lost is not repeated, since that could add it twice.
   * @example await service.quickAdd('primary', 'Lunch with Ada tomorrow at noon');
   * @throws CalendarSyncError `invalid-request` for an empty text; `unavailable` or `offline` where the event may have been
   * added all the same; `forbidden`, …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/quickAdd
   */
  quickAdd(calendarId: string, text: string, options?: WriteOptions): Promise<GoogleCalendarEvent> {
    return this.#lazy(
      (commands, open) => commands.quickAdd(open, calendarId, text, options),
      options,
    );
  }

  /**
   * Answers an invitation for the guest whose calendar this is; `events$` has it at once. The other guests and their answers
   * stay, whatever has become of the event since it was read: it is never a `conflict`.
   * @param event The invitation; an occurrence, or by the id of a series all of it.
   * @param options `comment` goes to the organizer with the answer; without it the comment stays, and `''` removes it.
   * @example await service.respond(event, 'accepted', { comment: 'I bring cake', sendUpdates: 'all' });
   * @throws CalendarSyncError `invalid-request` where the calendar is not invited, or for any other answer; `not-found`, …
   * @see https://developers.google.com/workspace/calendar/api/concepts/sharing#invite_attendees_to_events
   */
  respond(
    event: Pick<GoogleCalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    response: 'accepted' | 'tentative' | 'declined',
    options?: WriteOptions & { readonly comment?: string | undefined },
  ): Promise<GoogleCalendarEvent> {
    return this.#lazy(
      (commands, open) => commands.respond(open, event, response, options),
      options,
    );
  }

  /**
   * Moves an event, or a whole series, to another calendar of the account; `events$` has it there at once. That calendar is
   * its organizer from then on.
   * @param event As it was read, or its ids; of a series its master, or its id.
   * @example await service.moveEvent(event, calendar.id);
   * @throws CalendarSyncError `invalid-request` for an occurrence, for the calendar that the event is in, and for events of
   * another type than `default`; `not-found` for a calendar that is not in the account's list; `forbidden` for one that the
   * account cannot write to, or where another calendar is the organizer; …
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/move
   */
  moveEvent(
    event: Pick<GoogleCalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    toCalendarId: string,
    options?: WriteOptions,
  ): Promise<GoogleCalendarEvent> {
    return this.#lazy(
      (commands, open) => commands.moveEvent(open, event, toCalendarId, options),
      options,
    );
  }

  /** The event with its conference where one was asked for: Google makes it after it has answered. */
  async #withConference(
    open: OpenSession,
    written: Promise<GoogleCalendarEvent>,
    { conference }: Partial<GoogleCalendarEventDraft>,
    options?: CommandOptions,
  ): Promise<GoogleCalendarEvent> {
    const event = await written;
    return conference === 'create' && event.conference?.status === 'pending'
      ? this.#commands.load().then(
          (commands) => commands.followConference(open, event, options?.signal),
          () => event,
        )
      : event;
  }

  #lazy<R>(
    run: (commands: EventCommands, open: OpenSession) => Promise<R>,
    options?: CommandOptions,
  ): Promise<R> {
    return this.#sessions.lazyCommand(this.#commands, run, options?.signal);
  }

  #write<R>(run: (open: OpenSession) => Promise<R>, options?: WriteOptions): Promise<R> {
    return this.#sessions.configuredCommand(run, options?.signal);
  }
}

/** Calendar components declare that they take arrays which may be written to: each gets one of its own. */
function forComponents(events: readonly GoogleCalendarEvent[]): GoogleCalendarEvent[] {
  return [...events];
}
