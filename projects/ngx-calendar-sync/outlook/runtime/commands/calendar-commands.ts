import { AccountSettings } from './account-settings';
import { CalendarWrites } from './calendar-writes';

/** The commands and state of calendars that few apps need. Their code is loaded when the first of them is called. */
export class CalendarCommands {
  readonly calendars = new CalendarWrites();
  readonly settings = new AccountSettings();
}
