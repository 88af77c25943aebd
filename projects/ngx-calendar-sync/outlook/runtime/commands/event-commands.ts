import { inject } from '@angular/core';
import { concatMap, map, type Observable, toArray } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵinRange as inRange,
  ɵsameJson as sameJson,
  type TimeRange,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import {
  ɵcheckedId as checkedId,
  ɵEventCommands as AnyEventCommands,
} from 'ngx-calendar-sync/event-commands';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { OutlookApi } from '../api/outlook-api';
import type { OutlookCalendarEvent } from '../mapping/outlook-calendar-event';
import type { OutlookAccount } from '../provider/outlook-account';
import type { OutlookProvider } from '../provider/outlook-provider';
import { withAllDayMargin } from '../provider/windows-of-time';

/** What Microsoft sets when it makes an online meeting, whose address is also put into the description, and with every write. */
const SET_BY_MEETINGS: readonly (keyof OutlookEvent)[] = [
  '@odata.etag',
  'body',
  'bodyPreview',
  'changeKey',
  'isOnlineMeeting',
  'lastModifiedDateTime',
  'onlineMeeting',
  'onlineMeetingProvider',
  'onlineMeetingUrl',
];

/** The commands and reads of events that few apps need, as Outlook carries them out. */
export class EventCommands extends AnyEventCommands<OutlookAccount> {
  readonly #api = inject(OutlookApi);

  /** @throws CalendarSyncError `invalid-request` in any case: Graph has no such request, and a copy would be another event. */
  moveEvent(): Promise<OutlookCalendarEvent> {
    return Promise.reject(
      new CalendarSyncError(
        'invalid-request',
        'Outlook cannot move an event to another calendar: add it there by addEvent(), then delete it here.',
      ),
    );
  }

  protected override event$(
    provider: OutlookProvider,
    { calendarId, eventId }: WriteTarget,
  ): Observable<OutlookCalendarEvent> {
    const id = checkedId(eventId);
    return provider.readEvent({ calendarId, eventId: id }).pipe(
      map((event) => {
        // Of a deleted event Graph keeps nothing, so that it is like one that has never been.
        if (!event) {
          throw new CalendarSyncError('not-found', 'There is no such event, or it was deleted.');
        }
        return event;
      }),
    );
  }

  protected override occurrences$(
    provider: OutlookProvider,
    { calendarId, seriesId }: { readonly calendarId: string; readonly seriesId: string },
    range: TimeRange,
  ): Observable<readonly OutlookCalendarEvent[]> {
    return this.#api.instances(seriesId, withAllDayMargin(range)).pipe(
      toArray(),
      concatMap((pages) =>
        provider.toEvents(
          calendarId,
          pages.flatMap(({ rows }) => rows),
        ),
      ),
      map((events) => events.filter((event) => inRange(event, range))),
    );
  }

  protected override isSameButConference(
    before: OutlookCalendarEvent,
    after: OutlookCalendarEvent,
  ): boolean {
    return sameJson(withoutMeeting(before.outlookEvent), withoutMeeting(after.outlookEvent));
  }
}

function withoutMeeting(event: OutlookEvent): object {
  const names: readonly string[] = SET_BY_MEETINGS;
  return Object.fromEntries(Object.entries(event).filter(([name]) => !names.includes(name)));
}
