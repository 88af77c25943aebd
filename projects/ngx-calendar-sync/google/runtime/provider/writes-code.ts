import { InjectionToken } from '@angular/core';
import { CalendarSyncError, type ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type {
  CalendarEvent,
  ɵCalendarProvider as CalendarProvider,
  ɵOutboxContext as OutboxContext,
  ɵSessionOutbox as SessionOutbox,
} from 'ngx-calendar-sync/core';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { EventContext } from '../mapping/event-mapping';
import type { GoogleTypes } from '../mapping/google-calendar-event';
import type { ReadResources } from '../mapping/read-resources';

/** What a provider does of writes. */
export type EventWrites = Pick<
  CalendarProvider<GoogleTypes>,
  | 'planWrite'
  | 'planSeriesWrite'
  | 'sendWrite'
  | 'mergeWrite'
  | 'joinWrites'
  | 'undoWrite'
  | 'readEvent'
  | 'readSeries'
> &
  Required<
    Pick<CalendarProvider<GoogleTypes>, 'holdsOwnChangesOnly' | 'renameWrite' | 'relocateWrite'>
  >;

/** The entry `google/writes`, which is loaded when the page is idle, or with the first write. */
export interface WritesCode {
  readonly ɵGoogleEventWrites: new (
    api: GoogleCalendarApi,
    readResources: ReadResources,
    contextOf: (calendarId: string) => EventContext,
  ) => EventWrites;
  readonly ɵOutbox: new <E extends CalendarEvent>(context: OutboxContext<E>) => SessionOutbox<E>;
}

export const WRITES_CODE = new InjectionToken<LazyService<WritesCode>>(
  'ngx-calendar-sync code of writing',
);

/** The code of writing, for what runs once a command has loaded it. */
export function loadedWrites({ current }: LazyService<WritesCode>): WritesCode {
  if (!current) {
    throw new CalendarSyncError('unexpected', ngDevMode && 'The code of writing was not loaded.');
  }
  return current;
}
