import { map, type Observable } from 'rxjs';
import {
  ɵeventPath as eventPath,
  ɵEXTENSION_NAME as EXTENSION_NAME,
  type ɵOutlookApi as OutlookApi,
  ɵwithQuery as withQuery,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookEvent, OutlookOpenTypeExtension } from 'ngx-calendar-sync/outlook/start';

// Requests of Graph's that only writing needs.

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
