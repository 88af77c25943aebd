import type {
  CalendarEvent,
  CalendarEventChanges,
  CommandOptions,
  EventFilter,
  EventReference,
  TimeRange,
  WriteOptions,
} from 'ngx-calendar-sync/core';
import type { ɵEventOf as EventOf, ɵOpenSession as OpenSession } from 'ngx-calendar-sync/sessions';
import { asGiven } from './as-given';
import type { CalendarRuntime, EventCommands, ServiceTypes } from './calendar-runtime';
import { PendingWriteMethods } from './pending-write-methods';
import { forComponents } from './view-methods';

type DraftOf<A extends ServiceTypes> = A['types']['draft'];

/** What `respond()` takes. */
export interface ResponseOptions extends WriteOptions {
  /** Goes to the organizer with the answer; without it the comment stays as it is, and `''` removes it. */
  readonly comment?: string | undefined;
}

/** A service's reads and writes of events. */
export abstract class EventMethods<
  A extends ServiceTypes,
  R extends CalendarRuntime<A>,
> extends PendingWriteMethods<A, R> {
  /**
   * The events of one or several calendars from `start` up to but not including `end`, all of them, series as
   * occurrences. A public calendar needs an API key and no sign-in. Days are those of {@link setView}: with
   * `'2026-06-01'` and `'2026-07-01'` it is June there, from its first midnight to its last.
   * @param options What the events have to be like. For lists that are too long to hold `GoogleCalendarService` has `listEvents`.
   * @example const events = await service.getEvents('primary', '2026-06-01', '2026-07-01');
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date; `script-failed` or `offline`
   * where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
   * @see https://learn.microsoft.com/graph/api/calendar-list-calendarview
   */
  getEvents(
    calendarIds: string | readonly string[],
    start: Date | string,
    end: Date | string,
    options?: EventFilter & CommandOptions,
  ): Promise<EventOf<A>[]> {
    const ids = typeof calendarIds === 'string' ? [calendarIds] : calendarIds;
    return this.#command(
      ({ session, idOf }) => session.getEvents(ids.map(idOf), start, end, options),
      options,
    ).then(forComponents<EventOf<A>>);
  }

  /**
   * The events of a range that hold these words, by default in all of the account's calendars. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date; `script-failed` or `offline`
   * where the code of the library could not be loaded
   */
  search(
    text: string,
    range: TimeRange<Date | string> & {
      /** Where to search; by default everywhere. */
      readonly calendarIds?: readonly string[];
    },
    options?: CommandOptions,
  ): Promise<EventOf<A>[]> {
    return this.#command(
      ({ session, idOf }) =>
        session.search(
          text,
          { ...range, calendarIds: range.calendarIds?.map(idOf) },
          options?.signal,
        ),
      options,
    ).then(forComponents<EventOf<A>>);
  }

  /**
   * One event, by its id: a single event, an occurrence, or the master of a series. A deleted one has the status
   * `cancelled`, as long as the service keeps its times. Of a public calendar it needs an API key and no sign-in.
   * @example const event = await service.getEvent('primary', id);
   * @throws CalendarSyncError `not-found`; `deleted` where nothing is left of it but its id; `script-failed` or `offline`
   * where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/get
   * @see https://learn.microsoft.com/graph/api/event-get
   */
  getEvent(calendarId: string, eventId: string, options?: CommandOptions): Promise<EventOf<A>> {
    return this.#lazy(
      (commands, open) => commands.getEvent(open, calendarId, eventId, options),
      options,
    );
  }

  /**
   * The master of a series, which has its `recurrence`: from the local copy with the writes that wait, else asked of the service; also
   * where the copy leaves fields out by `omit`.
   * @param occurrence One of its occurrences, changed or not; or the master itself.
   * @example const { recurrence } = await service.getMaster(event);
   * @throws CalendarSyncError `invalid-request` for an event that is of no series, `not-found`; `offline` where the service has to be
   * asked, or, as `script-failed`, where the code of the library could not be loaded
   */
  getMaster(
    occurrence: Pick<CalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    options?: CommandOptions,
  ): Promise<EventOf<A>> {
    return this.#lazy((commands, open) => commands.getMaster(open, occurrence, options), options);
  }

  /**
   * The occurrences of one series from `start` up to but not including `end`, all of them, in the order of their start.
   * Days are those of {@link setView}.
   * @param series The master of the series, or one of its occurrences.
   * @example const inJune = await service.getOccurrences(event, '2026-06-01', '2026-07-01');
   * @throws CalendarSyncError `invalid-request` for an empty range, what is not a date, or an event that is of no series;
   * `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/instances
   * @see https://learn.microsoft.com/graph/api/event-list-instances
   */
  getOccurrences(
    series: Pick<CalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    start: Date | string,
    end: Date | string,
    options?: CommandOptions,
  ): Promise<EventOf<A>[]> {
    return this.#lazy(
      (commands, open) => commands.getOccurrences(open, series, start, end, options),
      options,
    );
  }

  /**
   * Creates an event; `events$` has it at once. It resolves once the service has confirmed it; with a local copy it waits for the
   * network until then, or with `durable` resolves once it is stored. With `conference: 'create'` it resolves once the service has
   * made the conference or could not, which `conference.status` of the event says, and with `pending` where that takes longer
   * than a minute. An abort ends that waiting; the event is there by then. With `durable` nobody waits: `events$` has the
   * conference once it is made.
   * @example await service.addEvent('primary', { title: 'Lunch', start: '2026-06-01T12:00' });
   * @throws CalendarSyncError `invalid-event`, `forbidden`, …; `script-failed` or `offline` where the code of the library
   * could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/insert
   * @see https://learn.microsoft.com/graph/api/calendar-post-events
   */
  addEvent(calendarId: string, draft: DraftOf<A>, options?: WriteOptions): Promise<EventOf<A>> {
    const given = asGiven(draft);
    return this.#write(
      async (open) => ({
        open,
        event: await open.session.writes.addEvent(open.idOf(calendarId), given, options),
      }),
      options,
    ).then((written) => this.#withConference(written, given, options));
  }

  /**
   * Changes an event: give its id and what is different, or the event as it was read with what is different, in its own
   * properties or in the provider's own resource (`googleEvent`). Only the difference is sent. Where both were edited, its own properties win. A
   * `conference` is made as by {@link addEvent}.
   *
   * What somebody else has changed since is merged with it, property by property; what both have changed differently is a
   * conflict: see {@link conflicts$}. Of an occurrence, `scope` says whether the change is meant for it alone, for it and all
   * later ones, or for the whole series: changed times move the others as far.
   * @example await service.updateEvent(event.calendarId, { ...event, title: 'Late lunch' });
   * @example await service.updateEvent(event.calendarId, { ...event, title: 'Late lunch' }, { scope: 'following' });
   * @throws CalendarSyncError `conflict` where somebody else has changed the same, or has deleted the event; `invalid-event`,
   * also for a rule that cannot be moved or divided so; `forbidden`, …;
   * `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/patch
   * @see https://learn.microsoft.com/graph/api/event-update
   */
  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<DraftOf<A>>,
    options?: WriteOptions,
  ): Promise<EventOf<A>> {
    const given = asGiven(changes);
    return this.#write(
      async (open) => ({
        open,
        event: await open.session.writes.updateEvent(open.idOf(calendarId), given, options),
      }),
      options,
    ).then((written) => this.#withConference(written, given, options));
  }

  /**
   * Deletes an event, an occurrence, or by the id of a series all of it. With the `scope` `following` a series ends before the
   * occurrence, with `all` it is deleted. One that is gone already is a success.
   * @example await service.deleteEvent(event.calendarId, event, { scope: 'following' });
   * @throws CalendarSyncError `conflict` where somebody else has changed it since, `forbidden`, …; `script-failed` or
   * `offline` where the code of the library could not be loaded
   */
  deleteEvent(
    calendarId: string,
    event: string | EventReference,
    options?: WriteOptions,
  ): Promise<void> {
    const reference = typeof event === 'string' ? { id: event } : asGiven(event);
    return this.#write(
      ({ session, idOf }) => session.writes.deleteEvent(idOf(calendarId), reference, options),
      options,
    );
  }

  /**
   * Brings a deleted event back; where the service does not restore it, as a copy under a new id.
   * @throws CalendarSyncError `forbidden`, …; `script-failed` or `offline` where the code of the library could not be
   * loaded
   */
  restoreEvent(event: EventOf<A>, options?: WriteOptions): Promise<EventOf<A>> {
    const given = asGiven(event);
    return this.#write(
      ({ session, idOf }) =>
        session.writes.restoreEvent({ ...given, calendarId: idOf(given.calendarId) }, options),
      options,
    );
  }

  /**
   * Answers an invitation for the guest whose calendar this is; `events$` has it at once. The other guests and their answers
   * stay, whatever has become of the event since it was read. It is a `conflict` only where the event was deleted.
   * @param event The invitation; an occurrence, or all of its series by the id of that or by the `scope` `all`.
   * @example await service.respond(event, 'accepted', { comment: 'I bring cake', sendUpdates: 'all' });
   * @throws CalendarSyncError `invalid-request` where the calendar is not invited, for any other answer, or for the `scope`
   * `following`; `not-found`, …;
   * `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/concepts/sharing#invite_attendees_to_events
   * @see https://learn.microsoft.com/graph/api/event-accept
   */
  respond(
    event: Pick<CalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    response: 'accepted' | 'tentative' | 'declined',
    options?: ResponseOptions,
  ): Promise<EventOf<A>> {
    const given = asGiven(event);
    return this.#lazyWrite(
      (commands, open) => commands.respond(open, given, response, options),
      options,
    );
  }

  /**
   * Moves an event, or a whole series, to another calendar of the account; `events$` has it there at once. That calendar is
   * its organizer from then on.
   * @param event As it was read, or its ids; of a series its master, its id, or an occurrence with the `scope` `all`.
   * @example await service.moveEvent(event, calendar.id);
   * @throws CalendarSyncError `invalid-request` for an occurrence without this scope, for the calendar that the event is in, and
   * for events of another type than `default`; `not-found` for a calendar that is not in the account's list; `forbidden` for
   * one that the account cannot write to, or where another calendar is the organizer; …; `script-failed` or `offline` where the
   * code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/move
   */
  moveEvent(
    event: Pick<CalendarEvent, 'calendarId' | 'id' | 'seriesId'>,
    toCalendarId: string,
    options?: WriteOptions,
  ): Promise<EventOf<A>> {
    const given = asGiven(event);
    return this.#lazyWrite(
      (commands, open) => commands.moveEvent(open, given, toCalendarId, options),
      options,
    );
  }

  /** The event with its conference where one was asked for: a service may make it after it has answered. */
  async #withConference(
    { open, event }: { readonly open: OpenSession<A>; readonly event: EventOf<A> },
    { conference }: Partial<DraftOf<A>>,
    options?: WriteOptions,
  ): Promise<EventOf<A>> {
    // What is merely stored has no conference to follow yet: it is followed once it is confirmed.
    const isStored = options?.durable && open.session.writes.areStored;
    return conference === 'create' && !isStored && event.conference?.status === 'pending'
      ? this.ɵruntime
          .command(({ eventCommands }) => eventCommands.load())
          .then(
            (commands) => commands.followConference(open, event, options?.signal),
            () => event,
          )
      : event;
  }

  #lazy<R>(
    run: (commands: EventCommands<A>, open: OpenSession<A>) => Promise<R>,
    options?: CommandOptions,
  ): Promise<R> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions, eventCommands }) => sessions.lazyCommand(eventCommands, run, signal),
      signal,
    );
  }

  #lazyWrite<R>(
    run: (commands: EventCommands<A>, open: OpenSession<A>) => Promise<R>,
    options?: CommandOptions,
  ): Promise<R> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions, writingCommands }) => sessions.lazyCommand(writingCommands, run, signal),
      signal,
    );
  }

  #write<R>(run: (open: OpenSession<A>) => Promise<R>, options?: CommandOptions): Promise<R> {
    const signal = options?.signal;
    return this.ɵruntime.command(({ sessions, writes, writingCommands }) => {
      const write = (_code: unknown, open: OpenSession<A>) => run(open);
      // What is called after a command that is still being loaded is sent after it.
      return writingCommands.isLoading
        ? sessions.lazyCommand(writingCommands, write, signal)
        : sessions.lazyCommand(writes, write, signal);
    }, signal);
  }

  #command<R>(run: (open: OpenSession<A>) => Promise<R>, options?: CommandOptions): Promise<R> {
    const signal = options?.signal;
    return this.ɵruntime.command(({ sessions }) => sessions.configuredCommand(run, signal), signal);
  }
}
