import { inject } from '@angular/core';
import { type CommandOptions, CalendarSyncError } from 'ngx-calendar-sync';
import type { OpenSession } from '../provider/open-session';
import { eventPath, get, GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleEvent } from '../api/wire-types.generated';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';

/** The commands and reads of events that few apps need. Their code is loaded when the first of them is called. */
export class EventCommands {
  readonly #api = inject(GoogleCalendarApi);

  async getEvent(
    { session, provider, idOf }: OpenSession,
    name: string,
    eventId: string,
    { signal }: CommandOptions = {},
  ): Promise<GoogleCalendarEvent> {
    const calendarId = idOf(name);
    const request = this.#api.request<GoogleEvent>(get(eventPath(calendarId, eventId), 'token'));
    const event = provider.toEvent(calendarId, { ...(await session.ask(request, signal)) });
    if (!event) {
      throw new CalendarSyncError('deleted', 'The event has been deleted.');
    }
    return event;
  }
}
