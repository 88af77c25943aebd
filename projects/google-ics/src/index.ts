export type {
  EventAttachment,
  EventAttendee,
  EventCategories,
  EventDateTime,
  EventOrganizer,
  EventReminder,
  EventReminders,
  EventResource,
  EventSource,
} from './event-resource.ts';
export type { IcsEvent } from './ics/event-resources.ts';
export type { ImportNote, PlaceInFile, RefusedEvent } from './ics/import-report.ts';
export { type IcsFile, readIcs, type ReadIcsOptions } from './read-ics.ts';
