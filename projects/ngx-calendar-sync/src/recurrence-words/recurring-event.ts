import type { CalendarEventDraft } from 'ngx-calendar-sync/core';

/** What says when an event recurs: a master as it was read, or a draft. */
export type RecurringEvent = Partial<
  Pick<CalendarEventDraft, 'recurrence' | 'start' | 'timeZone' | 'allDay'>
>;
