import { inject } from '@angular/core';
import { map, type Observable } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵsameJson as sameJson,
  type TimeRange,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import {
  ɵcheckedId as checkedId,
  ɵEventCommands as AnyEventCommands,
  type ɵEventInCalendar as EventInCalendar,
  type ɵEventPages as EventPages,
} from 'ngx-calendar-sync/event-commands';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { OutlookApi } from '../api/outlook-api';
import type { OutlookEventListQuery } from '../mapping/command-types';
import type {
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
} from '../mapping/outlook-calendar-event';
import type { OpenSession, OutlookAccount } from '../provider/outlook-account';
import type { OutlookProvider } from '../provider/outlook-provider';
import { listEvents } from './event-list';
import { type DraftedTimes, draftOfResource } from './resource-draft';

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

  /** @throws CalendarSyncError `invalid-request` for a query that Outlook cannot answer */
  listEvents(
    open: OpenSession,
    name: string,
    query?: OutlookEventListQuery,
  ): EventPages<OutlookCalendarEvent> {
    return listEvents(this.#api, open, name, query);
  }

  /** What an app has written into Graph's own event, as a draft of the library's. */
  draftOf(
    { provider, session, idOf }: OpenSession,
    calendarId: string,
    resource: OutlookEvent,
    times: DraftedTimes,
  ): Promise<Partial<OutlookCalendarEventDraft>> {
    return session.ask(draftOfResource(provider, idOf(calendarId), resource, times));
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
    return provider.occurrencesOf(calendarId, seriesId, range);
  }

  protected override isWhole(
    event: EventInCalendar & Partial<OutlookCalendarEvent>,
  ): event is OutlookCalendarEvent {
    return event.outlookEvent !== undefined;
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
