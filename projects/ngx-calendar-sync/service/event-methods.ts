import type {
  CalendarEvent,
  CalendarEventChanges,
  CommandOptions,
  EventReference,
  WriteOptions,
} from 'ngx-calendar-sync/core';
import type { ɵEventOf as EventOf, ɵOpenSession as OpenSession } from 'ngx-calendar-sync/sessions';
import { asGiven } from './as-given';
import type { CalendarRuntime, EventCommands, ServiceTypes } from './calendar-runtime';
import { EventReadMethods } from './event-read-methods';

type DraftOf<A extends ServiceTypes> = A['types']['draft'];

/** What `respond()` takes. */
export interface ResponseOptions extends WriteOptions {
  /** Goes to the organizer with the answer; without it the comment stays as it is, and `''` removes it. */
  readonly comment?: string | undefined;
}

/** A service's writes of events. */
export abstract class EventMethods<
  A extends ServiceTypes,
  R extends CalendarRuntime<A>,
> extends EventReadMethods<A, R> {
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
}
