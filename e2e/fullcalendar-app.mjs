/**
 * An app that shows the user's calendars by `fullCalendarOptions`. The path is the version of FullCalendar, such as
 * `/6`, `?config=` the configuration as JSON; tokens come from the global `giveToken`.
 */
import { provideZonelessChangeDetection, runInInjectionContext } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { Calendar as CalendarOf7 } from 'fullcalendar';
import 'fullcalendar/skeleton.css';
import 'fullcalendar/themes/classic/theme.css';
import 'fullcalendar/themes/classic/palette.css';
import interactionPlugin from 'fullcalendar/interaction';
import themePlugin from 'fullcalendar/themes/classic';
import timeGridPlugin from 'fullcalendar/timegrid';
import { Calendar as CalendarOf6 } from 'fullcalendar-6';
import { fullCalendarOptions } from 'ngx-calendar-sync/fullcalendar';
import { GoogleCalendarService, provideGoogleCalendarSync } from 'ngx-calendar-sync/google';

const { document, location } = globalThis;
const { pathname, searchParams } = new URL(location.href);
const config = JSON.parse(searchParams.get('config') ?? '{}');
const app = await createApplication({
  providers: [
    provideZonelessChangeDetection(),
    provideGoogleCalendarSync({ auth: { getAccessToken: globalThis.giveToken }, ...config }),
  ],
});
const service = app.injector.get(GoogleCalendarService);

const status = document.createElement('p');
status.role = 'status';
const problem = document.createElement('p');
problem.role = 'alert';
const board = document.createElement('section');
board.ariaLabel = 'Events';
document.body.append(status, problem, board);
service.authState$.subscribe((state) => (status.textContent = state.status));

const options = {
  initialView: 'timeGridWeek',
  firstDay: 1,
  height: 'auto',
  slotDuration: '01:00',
  snapDuration: '00:30',
  eventInteractive: true,
  // Events of FullCalendar 6 take the focus, but have no role.
  eventDidMount: ({ el }) => {
    el.role = 'button';
  },
  ...runInInjectionContext(app.injector, () =>
    fullCalendarOptions(service, {
      onSelect: (times) => ({ ...times, title: 'New event' }),
      onError: (error, event) => {
        problem.textContent = `${event?.title ?? 'New event'}: ${error.code}`;
      },
    }),
  ),
};
const calendar = pathname.startsWith('/6')
  ? new CalendarOf6(board, options)
  : new CalendarOf7(board, {
      plugins: [themePlugin, timeGridPlugin, interactionPlugin],
      ...options,
    });
calendar.render();
globalThis.service = service;
