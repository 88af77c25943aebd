import type { Observable } from 'rxjs';
import type { ɵCalendarProvider as CalendarProvider } from 'ngx-calendar-sync/core';
import type { ɵOutboxCode as OutboxCode } from 'ngx-calendar-sync/sessions';
import type { OutlookApi } from '../api/outlook-api';
import type { EventContext } from '../mapping/event-mapping';
import type { OutlookCalendarEvent, OutlookTypes } from '../mapping/outlook-calendar-event';

/**
 * What the id of an occurrence has in it while Graph's own is not known, since its series is written and not confirmed yet. Ids of
 * Graph have no such character.
 */
export const PROVISIONAL_ID_SEPARATOR = '@';

/** What a provider does of writes. */
export type OutlookEventWrites = Pick<
  CalendarProvider<OutlookTypes>,
  | 'planWrite'
  | 'planSeriesWrite'
  | 'sendWrite'
  | 'mergeWrite'
  | 'joinWrites'
  | 'undoWrite'
  | 'readSeries'
> &
  // A deleted event is restored under another id, and so is one that is moved.
  Required<
    Pick<
      CalendarProvider<OutlookTypes>,
      'renameWrite' | 'relocateWrite' | 'occurrenceOf' | 'checkDeleted'
    >
  > & {
    /** Reads the occurrence of a provisional id, as Graph has it now; `undefined` where it was deleted. */
    readOccurrence(
      calendarId: string,
      provisionalId: string,
    ): Observable<OutlookCalendarEvent | undefined>;
  };

/** The code of writing, which is loaded with the first write. */
export interface OutlookWritesCode extends OutboxCode {
  readonly ɵOutlookEventWrites: new (
    api: OutlookApi,
    contextOf: (calendarId: string) => EventContext,
  ) => OutlookEventWrites;
}
