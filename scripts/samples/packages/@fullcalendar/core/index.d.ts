/** The names under which FullCalendar 6 exports what the samples use; the types are those of the installed version 7. */
export type { CalendarOptions } from '@fullcalendar/angular';
