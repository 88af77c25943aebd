import { InjectionToken } from '@angular/core';
import type { ɵLazyService as LazyService } from 'ngx-calendar-sync/base';
import type { ɵCalendarProvider as CalendarProvider } from 'ngx-calendar-sync/core';
import type { ɵOutboxCode as OutboxCode } from 'ngx-calendar-sync/sessions';
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
    Pick<
      CalendarProvider<GoogleTypes>,
      'holdsOwnChangesOnly' | 'renameWrite' | 'relocateWrite' | 'checkDeleted'
    >
  >;

/** The entry `google/writes`. */
export interface WritesCode extends OutboxCode {
  readonly ɵGoogleEventWrites: new (
    api: GoogleCalendarApi,
    readResources: ReadResources,
    contextOf: (calendarId: string) => EventContext,
  ) => EventWrites;
}

export const WRITES_CODE = new InjectionToken<LazyService<WritesCode>>(
  'ngx-calendar-sync code of writing',
);
