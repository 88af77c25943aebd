import { inject } from '@angular/core';
import { type Observable, tap } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type CommandOptions,
  type ɵDirectWrite as DirectWrite,
  type ɵInvitationResponse as InvitationResponse,
  type TimeRange,
  type WriteOptions,
  type ɵWriteTarget as WriteTarget,
  ɵinOrder as inOrder,
} from 'ngx-calendar-sync/core';
import type {
  ɵAccountProvider as AccountProvider,
  ɵAccountTypes as AccountTypes,
  ɵEventOf as EventOf,
  ɵOpenSession as OpenSession,
} from 'ngx-calendar-sync/sessions';
import { checkDestination } from './event-destination';
import { checkedId, deleted } from './existing-event';
import { checkResponse } from './invitation-response';
import { settledConference } from './settled-conference';

/** An event as it was read, or its ids alone. */
export type EventInCalendar = Pick<CalendarEvent, 'calendarId' | 'id' | 'seriesId'>;

/** Whose calendar it is: `best` also reads a public one that the account does not have. */
export type ReadAccess = 'best' | 'token';

/**
 * The commands and reads of events that few apps call, as far as they are the same with any provider. Their code is loaded when
 * the first of them is called. To be created in an injection context.
 */
export abstract class EventCommands<A extends AccountTypes> {
  readonly #clock = inject(CLOCK);

  /** Asks for one event. Fails with `invalid-request` without an id, and with `deleted` or `not-found`. */
  protected abstract event$(
    provider: AccountProvider<A>,
    target: WriteTarget,
    access: ReadAccess,
  ): Observable<EventOf<A>>;

  /** All occurrences of a series in a range. Fails with `invalid-request` for what is not the id of a series. */
  protected abstract occurrences$(
    provider: AccountProvider<A>,
    series: { readonly calendarId: string; readonly seriesId: string },
    range: TimeRange,
  ): Observable<readonly EventOf<A>[]>;

  /** Whether it is an event as it was read, and not its ids alone. */
  protected abstract isWhole(event: EventInCalendar): event is EventOf<A>;

  /** Whether nothing of an event differs but its conference, as after the provider has finished it. */
  protected abstract isSameButConference(before: EventOf<A>, after: EventOf<A>): boolean;

  async getEvent(
    { provider, session, idOf }: OpenSession<A>,
    name: string,
    eventId: string,
    { signal }: CommandOptions = {},
  ): Promise<EventOf<A>> {
    const target = { calendarId: idOf(name), eventId };
    return session.ask(this.event$(provider, target, 'best'), signal);
  }

  async getMaster(
    open: OpenSession<A>,
    { calendarId, id, seriesId }: EventInCalendar,
    options?: CommandOptions,
  ): Promise<EventOf<A>> {
    // With a local copy also offline, and with the writes that the provider has not confirmed.
    const { session, idOf } = open;
    const known = await session.writes.knownSeries(idOf(calendarId), seriesId ?? id);
    if (known) {
      return known.master;
    }
    const event = await this.getEvent(open, calendarId, seriesId ?? id, options);
    if (event.recurrence) {
      return event;
    }
    if (event.seriesId !== undefined) {
      return this.getEvent(open, calendarId, event.seriesId, options);
    }
    throw new CalendarSyncError('invalid-request', 'The event is of no series: it has no master.');
  }

  async getOccurrences(
    open: OpenSession<A>,
    series: EventInCalendar,
    start: Date | string,
    end: Date | string,
    options: CommandOptions = {},
  ): Promise<EventOf<A>[]> {
    const { provider, session, idOf } = open;
    const range = session.range({ start, end });
    const calendarId = idOf(series.calendarId);
    const occurrencesOf = async (id: string) => {
      const asked$ = this.occurrences$(provider, { calendarId, seriesId: checkedId(id) }, range);
      return [...inOrder(await session.ask(asked$, options.signal))];
    };
    const { id, seriesId = id } = series;
    try {
      return await occurrencesOf(seriesId);
    } catch (error) {
      // What is not the id of a series is refused: it may be that of an occurrence.
      if (series.seriesId !== undefined || !id || !hasCode(error, 'invalid-request')) {
        throw error;
      }
      return occurrencesOf((await this.getMaster(open, series, options)).id);
    }
  }

  async respond(
    { provider, session, idOf }: OpenSession<A>,
    invited: EventInCalendar,
    response: InvitationResponse,
    options: WriteOptions & { readonly comment?: string | undefined } = {},
  ): Promise<EventOf<A>> {
    checkResponse(response);
    const named = targetIn(idOf(invited.calendarId), invited);
    const target = { ...named, eventId: session.writes.latestId(named) };
    const seen = session.seen(target);
    // A local copy may have been told to leave the guests out; where it has them, it tells without a network who is not invited.
    const event = seen?.attendees
      ? seen
      : await session.ask(this.event$(provider, target, 'token'), options.signal);
    return session.writes.respond(event, response, options);
  }

  async moveEvent(
    { provider, session, idOf }: OpenSession<A>,
    event: EventInCalendar,
    destinationName: string,
    options: WriteOptions = {},
  ): Promise<EventOf<A>> {
    const calendarId = idOf(event.calendarId);
    const destination = idOf(destinationName);
    if (event.seriesId !== undefined && options.scope !== 'all') {
      throw new CalendarSyncError(
        'invalid-request',
        'An occurrence cannot be moved by itself: move its series, by seriesId or with the scope "all".',
      );
    }
    checkDestination(provider.calendars, calendarId, destination);
    const named = targetIn(calendarId, event);
    const movedFrom = { ...named, eventId: session.writes.latestId(named) };
    const known =
      session.seen(movedFrom) ?? (this.isWhole(event) ? { ...event, calendarId } : undefined);
    const before =
      known ?? (await session.ask(this.event$(provider, movedFrom, 'token'), options.signal));
    return session.writes.moveEvent(before, destination, options);
  }

  /**
   * Waits for the conference of an event that has just been written, and shows it. Writes of the event do not wait for it.
   * @returns The event as it is known in the end, also where that cannot be read: it exists.
   */
  async followConference(
    { provider, session }: OpenSession<A>,
    event: EventOf<A>,
    signal?: AbortSignal,
  ): Promise<EventOf<A>> {
    const target = targetIn(event.calendarId, event);
    const current$ = this.event$(provider, target, 'token').pipe(
      tap(({ status }) => {
        if (status === 'cancelled') {
          throw deleted();
        }
      }),
    );
    try {
      if (!(await session.ask(settledConference(current$, this.#clock), signal))) {
        return event;
      }
      // Asked once more in the order of the writes, so that none of them is undone by an answer from before it.
      const read: DirectWrite<EventOf<A>> = {
        shown: { kind: 'none', target },
        version: event.version,
        anyVersion: true,
        holdsOwnChangesOnly: (after) => this.isSameButConference(event, after),
        send: () => current$,
      };
      return (await session.writes.writeDirectly(read, signal)) ?? event;
    } catch {
      return event;
    }
  }
}

function targetIn(calendarId: string, { id, seriesId }: EventInCalendar): WriteTarget {
  return { calendarId, eventId: checkedId(id), seriesId };
}
