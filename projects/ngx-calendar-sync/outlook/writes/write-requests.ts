import { map, type Observable } from 'rxjs';
import {
  ɵcalendarPath as calendarPath,
  ɵeventPath as eventPath,
  ɵEXTENSION_NAME as EXTENSION_NAME,
  type ɵOutlookApi as OutlookApi,
  ɵwithQuery as withQuery,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookEvent, OutlookOpenTypeExtension } from 'ngx-calendar-sync/outlook/start';

// Requests of Graph's that only writing needs.

/** What a guest answers to an invitation. */
export interface InvitationAnswer {
  readonly comment?: string;
  /** Whether the organizer gets a mail. */
  readonly sendResponse: boolean;
}

/** With the same `transactionId`, a repetition makes no second event. */
export function insertEvent(
  api: OutlookApi,
  calendarId: string,
  body: OutlookEvent,
): Observable<OutlookEvent> {
  return api.request({ method: 'POST', path: `${calendarPath(calendarId)}/events`, body });
}

/** @param etag The version that must not have changed; without it the event is changed in any version. */
export function patchEvent(
  api: OutlookApi,
  eventId: string,
  body: OutlookEvent,
  etag?: string,
): Observable<OutlookEvent> {
  return api.request({ method: 'PATCH', path: eventPath(eventId), body, ifMatch: etag });
}

/** @param etag As in {@link patchEvent}. */
export function deleteEvent(api: OutlookApi, eventId: string, etag?: string): Observable<null> {
  return api.request({ method: 'DELETE', path: eventPath(eventId), ifMatch: etag });
}

/** Each answer sends a mail, so that none is sent twice. */
export function respond(
  api: OutlookApi,
  eventId: string,
  response: 'accept' | 'tentativelyAccept' | 'decline',
  body: InvitationAnswer,
): Observable<null> {
  const path = `${eventPath(eventId)}/${response}`;
  return api.request({ method: 'POST', path, body, notRepeatable: true });
}

/** The description as it is stored; the part by which one joins an online meeting is in its HTML. */
export function storedDescription(api: OutlookApi, eventId: string): Observable<string> {
  const path = withQuery(eventPath(eventId), { $select: 'body' });
  return api
    .request<OutlookEvent>({ method: 'GET', path, asHtml: true })
    .pipe(map(({ body }) => body?.content ?? ''));
}

/** Deletes a meeting, or one of its occurrences, and tells the guests. */
export function cancelMeeting(api: OutlookApi, eventId: string): Observable<null> {
  return api.request({ method: 'POST', path: `${eventPath(eventId)}/cancel`, body: {} });
}

export function addExtension(
  api: OutlookApi,
  eventId: string,
  body: OutlookOpenTypeExtension,
): Observable<unknown> {
  return api.request({ method: 'POST', path: `${eventPath(eventId)}/extensions`, body });
}

/** Changes those of the properties that the body names; `null` removes one. */
export function patchExtension(
  api: OutlookApi,
  eventId: string,
  body: OutlookOpenTypeExtension,
): Observable<unknown> {
  const path = `${eventPath(eventId)}/extensions/${EXTENSION_NAME}`;
  return api.request({ method: 'PATCH', path, body });
}

/** The days of the occurrences of a series that were deleted. Graph tells them only where they are selected. */
export function deletedDays(api: OutlookApi, seriesId: string): Observable<readonly string[]> {
  const path = withQuery(eventPath(seriesId), { $select: 'cancelledOccurrences' });
  return api
    .request<OutlookEvent>({ method: 'GET', path })
    .pipe(
      map(({ cancelledOccurrences = [] }) =>
        cancelledOccurrences.flatMap((id) => /\d{4}-\d{2}-\d{2}$/.exec(id) ?? []),
      ),
    );
}
