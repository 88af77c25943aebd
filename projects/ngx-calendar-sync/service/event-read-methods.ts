import type { CalendarEvent, CommandOptions, EventFilter, TimeRange } from 'ngx-calendar-sync/core';
import type { ɵEventOf as EventOf, ɵOpenSession as OpenSession } from 'ngx-calendar-sync/sessions';
import type { CalendarRuntime, EventCommands, ServiceTypes } from './calendar-runtime';
import { lazyPages } from './lazy-pages';
import { PendingWriteMethods } from './pending-write-methods';
import { forComponents } from './view-methods';

/** A service's reads of events beside its view. */
export abstract class EventReadMethods<
  A extends ServiceTypes,
  R extends CalendarRuntime<A>,
> extends PendingWriteMethods<A, R> {
  /**
   * The events of one or several calendars from `start` up to but not including `end`, all of them, series as
   * occurrences. A public calendar needs an API key and no sign-in. Days are those of {@link setView}: with
   * `'2026-06-01'` and `'2026-07-01'` it is June there, from its first midnight to its last.
   * @param options What the events have to be like. For lists that are too long to hold see {@link listEvents}.
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
   * The events of one calendar, a page at a time, for lists that are too long to hold: the next page is requested when the
   * loop comes to it, and `break` ends the list. Series are listed as occurrences. Without `start` and `end` Google lists all
   * events, each series that has no end with as many occurrences as Google gives; Outlook refuses that. Each `for await` begins
   * anew.
   * @example
   * const year = { start: '2026-01-01', end: '2027-01-01' };
   * for await (const page of service.listEvents('primary', { ...year, text: 'invoice' })) {
   *   show(page);
   * }
   * @throws CalendarSyncError in the loop: `invalid-request` for a query that cannot be, such as an empty range or an
   * `updatedMin` that is too long ago for Google; `cancelled` when the signal is aborted, or somebody signs out;
   * `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/list
   * @see https://learn.microsoft.com/graph/api/calendar-list-calendarview
   */
  listEvents(
    calendarId: string,
    query?: A['commands']['eventListQuery'],
  ): AsyncIterable<readonly EventOf<A>[]> {
    return lazyPages(() =>
      this.ɵlazy(
        (commands, open) => Promise.resolve(commands.listEvents(open, calendarId, query)),
        query,
      ),
    );
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
    return this.ɵlazy(
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
    return this.ɵlazy((commands, open) => commands.getMaster(open, occurrence, options), options);
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
    return this.ɵlazy(
      (commands, open) => commands.getOccurrences(open, series, start, end, options),
      options,
    );
  }

  /** @internal */
  protected ɵlazy<R>(
    run: (commands: EventCommands<A>, open: OpenSession<A>) => Promise<R>,
    options?: CommandOptions,
  ): Promise<R> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions, eventCommands }) => sessions.lazyCommand(eventCommands, run, signal),
      signal,
    );
  }

  #command<R>(run: (open: OpenSession<A>) => Promise<R>, options?: CommandOptions): Promise<R> {
    const signal = options?.signal;
    return this.ɵruntime.command(({ sessions }) => sessions.configuredCommand(run, signal), signal);
  }
}
