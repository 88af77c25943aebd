import { AccessRules } from './access-rules';
import { AccountColors } from './account-colors';
import { AccountSettings } from './account-settings';
import { CalendarWrites } from './calendar-writes';

/** The commands and state of calendars that few apps need. Their code is loaded when the first of them is called. */
export class CalendarCommands {
  readonly calendars = new CalendarWrites();
  readonly access = new AccessRules();
  readonly colors = new AccountColors();
  readonly settings = new AccountSettings();
}
