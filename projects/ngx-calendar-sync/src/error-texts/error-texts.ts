import type { CalendarSyncErrorCode } from 'ngx-calendar-sync/base';

/** What a user is told, by the code of the error. */
export type ErrorTexts = Readonly<Record<CalendarSyncErrorCode, string>>;
