import { inject } from '@angular/core';
import { catchError, map, tap, throwError } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type {
  CommandOptions,
  ɵDirectWrite as DirectWrite,
  ɵInvitationResponse as InvitationResponse,
  WriteOptions,
  ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { bodyOf, eventsPath, eventWrite, write } from '../api/api-request';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import type { OpenSession } from '../provider/google-account';
import { checkDestination } from './event-destination';
import { type EventInCalendar, EventReads } from './event-reads';
import { ownGuest } from '../mapping/own-guest';
import { checkImportable } from './event-import';
import { checkedId, deleted, existing } from './existing-event';
import { checkResponse } from './invitation-response';
import { invalidRequest } from './invalid-request';
import { isSameButConference } from '../mapping/same-event';
import { settledConference } from './settled-conference';

/** The commands and reads of events that few apps need. Their code is loaded when the first of them is called. */
export class EventCommands extends EventReads {
  readonly #clock = inject(CLOCK);
  #quickAdds = 0;

  async quickAdd(
    { provider, session, idOf }: OpenSession,
    name: string,
    text: string,
    { sendUpdates, signal }: WriteOptions = {},
  ): Promise<GoogleCalendarEvent> {
    if (!text.trim()) {
      throw invalidRequest('The text is empty: say what takes place, and when.');
    }
    const calendarId = idOf(name);
    const request = this.api.request<GoogleEvent>({
      ...eventWrite('POST', `${eventsPath(calendarId)}/quickAdd`, sendUpdates),
      params: { text },
      // The event has no id of ours by which a repetition could be told.
      notRepeatable: true,
    });
    const answer$ = request.pipe(
      map((resource) => existing(provider.toEvent(calendarId, resource))),
      catchError((error: unknown) => throwError(() => maybeAdded(error))),
    );
    // Nothing is known of the event before the answer. An id of its own lets it wait for no other write.
    this.#quickAdds += 1;
    const target = { calendarId, eventId: `quickAdd ${this.#quickAdds}` };
    const shown = { kind: 'none', target } as const;
    return existing(
      await session.writes.writeDirectly({ shown, anyVersion: true, send: () => answer$ }, signal),
    );
  }

  async importEvent(
    { provider, session, idOf }: OpenSession,
    name: string,
    event: GoogleEvent,
    { signal }: CommandOptions = {},
  ): Promise<GoogleCalendarEvent> {
    checkImportable(event);
    const calendarId = idOf(name);
    const request = this.api.request<GoogleEvent>({
      ...write('POST', `${eventsPath(calendarId)}/import`),
      ...bodyOf(event),
    });
    const answer$ = request.pipe(
      map((resource) => existing(provider.toEvent(calendarId, resource))),
    );
    // Which event has this iCalUID already, if any, only Google knows before the answer.
    const target = { calendarId, eventId: `import ${event.iCalUID}` };
    const shown = { kind: 'none', target } as const;
    return existing(
      await session.writes.writeDirectly({ shown, anyVersion: true, send: () => answer$ }, signal),
    );
  }

  async respond(
    { provider, session, idOf }: OpenSession,
    invited: EventInCalendar,
    response: InvitationResponse,
    options: WriteOptions & { readonly comment?: string | undefined } = {},
  ): Promise<GoogleCalendarEvent> {
    checkResponse(response);
    const named = targetIn(idOf(invited.calendarId), invited);
    const target = { ...named, eventId: session.writes.latestId(named) };
    const seen = session.seen(target);
    // A local copy may have been told to leave the guests out.
    const event =
      seen && ownGuest(seen)
        ? seen
        : await session.ask(this.event$(provider, target, 'token'), options.signal);
    return session.writes.respond(event, response, options);
  }

  async moveEvent(
    { provider, session, idOf }: OpenSession,
    event: EventInCalendar & Partial<GoogleCalendarEvent>,
    destinationName: string,
    options: WriteOptions = {},
  ): Promise<GoogleCalendarEvent> {
    const calendarId = idOf(event.calendarId);
    const destination = idOf(destinationName);
    if (event.seriesId !== undefined && options.scope !== 'all') {
      throw invalidRequest(
        'An occurrence cannot be moved by itself: move its series, by seriesId or with the scope "all".',
      );
    }
    checkDestination(provider, calendarId, destination);
    const named = targetIn(calendarId, event);
    const movedFrom = { ...named, eventId: session.writes.latestId(named) };
    const known =
      session.seen(movedFrom) ?? (isWhole(event) ? { ...event, calendarId } : undefined);
    const before =
      known ?? (await session.ask(this.event$(provider, movedFrom, 'token'), options.signal));
    return session.writes.moveEvent(before, destination, options);
  }

  /**
   * Waits for the conference of an event that has just been written, and shows it. Writes of the event do not wait for it.
   * @returns The event as it is known in the end, also where that cannot be read: it exists.
   */
  async followConference(
    { provider, session }: OpenSession,
    event: GoogleCalendarEvent,
    signal?: AbortSignal,
  ): Promise<GoogleCalendarEvent> {
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
      const read: DirectWrite<GoogleCalendarEvent> = {
        shown: { kind: 'none', target },
        version: event.version,
        anyVersion: true,
        holdsOwnChangesOnly: ({ googleEvent }) =>
          isSameButConference(event.googleEvent, googleEvent),
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

function isWhole(
  event: EventInCalendar & Partial<GoogleCalendarEvent>,
): event is GoogleCalendarEvent {
  return event.googleEvent !== undefined;
}

/** After a lost answer nobody knows whether the event was made. */
function maybeAdded(error: unknown): unknown {
  return hasCode(error, 'unavailable', 'offline')
    ? new CalendarSyncError(
        error.code,
        'Google has not answered: the event may have been added all the same. Call sync() before adding it again.',
        { cause: error },
      )
    : error;
}
