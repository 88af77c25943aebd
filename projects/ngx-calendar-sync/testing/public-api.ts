export { aCalendar, anEvent } from './fixtures';
export {
  InMemoryCalendarProvider,
  type InMemoryProviderOptions,
} from './in-memory-calendar-provider';
