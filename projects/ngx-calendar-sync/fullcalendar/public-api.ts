export type {
  FullCalendarApi,
  FullCalendarChange,
  FullCalendarDates,
  FullCalendarOptions,
  FullCalendarRange,
  FullCalendarSelection,
  FullCalendarTimes,
} from './full-calendar-types';
export { calendarEventOf, fullCalendarEvent, type FullCalendarEvent } from './full-calendar-event';
export {
  type FullCalendarBinding,
  fullCalendarOptions,
  type SelectedDraft,
  type SelectedTimes,
} from './full-calendar-options';
