import {
  catchError,
  defaultIfEmpty,
  defer,
  EMPTY,
  forkJoin,
  map,
  type Observable,
  of,
  share,
  switchMap,
  throwError,
} from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import {
  type ɵPageAnswer as PageAnswer,
  type ɵPullRequest as PullRequest,
} from 'ngx-calendar-sync/core';
import { type ApiParams, type ApiRequest, eventsPath, get } from '../api/api-request';
import { sendBatch } from '../api/google-batch';
import type { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleEvents } from 'ngx-calendar-sync/google/start';
import { pullEvents } from './google-pull';

type Pages = ReadonlyMap<string, PageAnswer | CalendarSyncError>;
/** The JSON text of each answer. */
type Answers = ReadonlyMap<string, string | CalendarSyncError>;

/**
 * A batch holds all of its answers in one: what has changed in a calendar is told in short pages. Where there is more, the
 * next page is asked for by itself.
 */
const MAX_RESULTS = 250;

/** Where a whole batch fails like this, single requests would fail as well. */
const GENERAL_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'expired',
  'signed-out',
  'cancelled',
  'rate-limited',
  'quota-exceeded',
];

/** The first pages of several pulls in one request, as `PullBatches.pull` has to give them. */
export function pullBatch(
  requests: ReadonlyMap<string, PullRequest>,
  api: GoogleCalendarApi,
  url: string | undefined,
): Observable<Pages> {
  if (url === undefined || requests.size === 0) {
    return of(new Map());
  }
  const sent = new Map<string, ApiRequest>();
  const answers$ = defer(() => sendBatch(api, url, sent)).pipe(
    catchError((error: unknown) =>
      of<Answers>(isGeneral(error) ? sameForAll(requests, error) : new Map()),
    ),
    share(),
  );
  const pages = [...requests].map(([calendarId, request]) => {
    /** Puts the request into the batch, which is sent once all are in it, and gives its answer. */
    const addToBatch = (params: ApiParams) => {
      sent.set(calendarId, {
        ...get(eventsPath(calendarId), 'token'),
        params: { ...params, maxResults: MAX_RESULTS },
      });
      return answers$.pipe(switchMap((answers) => answerOf(calendarId, answers)));
    };
    // A batch asks for changes since a cursor alone.
    return pullEvents(request, { asJson: addToBatch, asBlob: () => EMPTY }).pipe(
      map((page) => [[calendarId, page] as const]),
      catchError((error: unknown) => of([[calendarId, CalendarSyncError.from(error)] as const])),
      defaultIfEmpty([]),
    );
  });
  return forkJoin(pages).pipe(
    map((entries) => new Map<string, PageAnswer | CalendarSyncError>(entries.flat())),
  );
}

function answerOf(calendarId: string, answers: Answers): Observable<GoogleEvents> {
  const answer = answers.get(calendarId);
  if (answer instanceof CalendarSyncError) {
    return throwError(() => answer);
  }
  return answer === undefined ? EMPTY : of(JSON.parse(answer) as GoogleEvents);
}

function sameForAll(requests: ReadonlyMap<string, PullRequest>, error: CalendarSyncError): Answers {
  return new Map([...requests.keys()].map((calendarId) => [calendarId, error]));
}

function isGeneral(error: unknown): error is CalendarSyncError {
  if (!(error instanceof CalendarSyncError)) {
    return false;
  }
  const { code, status = 0 } = error;
  // Single requests to a service that fails would only add to its trouble.
  return GENERAL_ERROR_CODES.includes(code) || (code === 'unavailable' && status >= 500);
}
