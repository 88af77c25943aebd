import { inject } from '@angular/core';
import { catchError, map, tap, throwError } from 'rxjs';
import { CalendarSyncError, ɵCLOCK as CLOCK, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type {
  CommandOptions,
  WriteOptions,
  ɵPreparedWrite as PreparedWrite,
  ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { bodyOf, eventPath, eventsPath, eventWrite, write } from '../api/api-request';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import type { OpenSession } from '../provider/open-session';
import { checkDestination, checkMovable, isMovedUnchanged, movedTo } from './event-move';
import { type EventInCalendar, EventReads } from './event-reads';
import { answerOf, checkResponse, type InvitationResponse, ownGuest } from './event-response';
import { checkImportable } from './event-import';
import { checkedId, deleted, existing } from './existing-event';
import { invalidRequest } from './invalid-request';
import { isSameBut, isSameButConference } from '../mapping/same-event';
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
    return existing(await session.write({ shown, anyVersion: true, send: () => answer$ }, signal));
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
    return existing(await session.write({ shown, anyVersion: true, send: () => answer$ }, signal));
  }

  async respond(
    { provider, session, idOf }: OpenSession,
    invited: EventInCalendar,
    response: InvitationResponse,
    { comment, sendUpdates, signal }: WriteOptions & { readonly comment?: string | undefined } = {},
  ): Promise<GoogleCalendarEvent> {
    checkResponse(response);
    const calendarId = idOf(invited.calendarId);
    const target = targetIn(calendarId, invited);
    const seen = session.seen(target);
    // A local copy may have been told to leave the guests out.
    const event =
      seen && ownGuest(seen)
        ? seen
        : await session.ask(this.event$(provider, target, 'token'), signal);
    const guest = ownGuest(event);
    if (!guest) {
      throw invalidRequest(
        'This calendar is not invited to the event: there is nothing to answer.',
      );
    }
    const changes = { id: invited.id, googleEvent: answerOf(guest, response, comment) };
    const prepared = provider.prepareWrite(
      { kind: 'update', calendarId, changes, seen: event },
      sendUpdates,
    );
    const { shown } = prepared;
    const write: PreparedWrite<GoogleCalendarEvent> = {
      // What is not in view is not shown before the answer: it may be the master of a series, which shows as occurrences.
      shown: event === seen ? shown : { kind: 'none', target },
      version: event.version,
      anyVersion: true,
      holdsOwnChangesOnly: (answer) =>
        shown.kind === 'put' && isSameBut(shown.event.googleEvent, answer.googleEvent),
      send: prepared.send,
    };
    return existing(await session.write(write, signal));
  }

  async moveEvent(
    { provider, session, idOf }: OpenSession,
    event: EventInCalendar & Partial<GoogleCalendarEvent>,
    destinationName: string,
    { sendUpdates, signal }: WriteOptions = {},
  ): Promise<GoogleCalendarEvent> {
    const calendarId = idOf(event.calendarId);
    const destination = idOf(destinationName);
    checkMovable(event);
    checkDestination(provider, calendarId, destination);
    const movedFrom = targetIn(calendarId, event);
    const known = session.seen(movedFrom) ?? (isWhole(event) ? event : undefined);
    const before = known ?? (await session.ask(this.event$(provider, movedFrom, 'token'), signal));
    checkMovable(before);
    const target = { calendarId: destination, eventId: event.id };
    const shown = existing(provider.toEvent(destination, movedTo(destination, before.googleEvent)));
    const request = this.api.request<GoogleEvent>({
      ...eventWrite('POST', `${eventPath(calendarId, event.id)}/move`, sendUpdates),
      params: { destination },
    });
    const answer$ = request.pipe(
      map((resource) => existing(provider.toEvent(destination, resource))),
      // An earlier request of ours, whose answer was lost, may have moved it already.
      catchError((error: unknown) =>
        hasCode(error, 'not-found', 'deleted')
          ? this.event$(provider, target, 'token').pipe(
              catchError(() => throwError(() => error)),
              map((found) => {
                if (found.status === 'cancelled' || !found.organizer?.self) {
                  throw error;
                }
                return found;
              }),
            )
          : throwError(() => error),
      ),
    );
    const write: PreparedWrite<GoogleCalendarEvent> = {
      shown: { kind: 'put', event: shown },
      movedFrom,
      version: before.version,
      anyVersion: true,
      holdsOwnChangesOnly: ({ googleEvent }) => isMovedUnchanged(before.googleEvent, googleEvent),
      send: () => answer$,
    };
    return existing(await session.write(write, signal));
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
      const read: PreparedWrite<GoogleCalendarEvent> = {
        shown: { kind: 'none', target },
        version: event.version,
        anyVersion: true,
        holdsOwnChangesOnly: ({ googleEvent }) =>
          isSameButConference(event.googleEvent, googleEvent),
        send: () => current$,
      };
      return (await session.write(read, signal)) ?? event;
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
