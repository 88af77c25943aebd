import { inject } from '@angular/core';
import type { CommandOptions } from 'ngx-calendar-sync';
import type { OpenSession } from '../provider/open-session';
import { GoogleCalendarApi, write } from '../api/google-calendar-api';

/** The commands and state of calendars that few apps need. Their code is loaded when the first of them is called. */
export class CalendarCommands {
  readonly #api = inject(GoogleCalendarApi);

  async unsubscribeCalendar(
    { session, idOf }: OpenSession,
    name: string,
    { signal }: CommandOptions = {},
  ): Promise<void> {
    const path = `/users/me/calendarList/${encodeURIComponent(idOf(name))}`;
    await session.ask(this.#api.request(write('DELETE', path)), signal);
    await session.listCalendars();
  }
}
