import { catchError, map, throwError } from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import type { CommandOptions, WriteOptions } from 'ngx-calendar-sync/core';
import { ɵexisting as existing } from 'ngx-calendar-sync/event-commands';
import { bodyOf, eventsPath, eventWrite, write } from '../api/api-request';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import type { OpenSession } from '../provider/google-account';
import { EventReads } from './event-reads';
import { checkImportable } from './event-import';
import { invalidRequest } from './invalid-request';

/** The commands of events that few apps need, with those that only Google has. */
export class EventCommands extends EventReads {
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
