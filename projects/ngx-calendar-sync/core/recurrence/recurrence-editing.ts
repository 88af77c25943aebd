import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type * as RecurrenceEdits from './edits/recurrence-edits';

/** Loads the code that writes recurrences. Few pages edit a series. */
export async function loadRecurrenceEdits(): Promise<typeof RecurrenceEdits> {
  return orNotLoaded(import('./edits/recurrence-edits'));
}
