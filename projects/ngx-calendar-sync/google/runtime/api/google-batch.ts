import { HttpErrorResponse, HttpHeaders, HttpParams } from '@angular/common/http';
import { catchError, type Observable, of, switchMap, throwError } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵAccessToken as AccessToken } from 'ngx-calendar-sync/account';
import type { ResolvedConfig } from '../config/resolved-config';
import type { ApiRequest } from './api-request';
import { type BatchedAnswer, type BatchedCall, readBatch, writeBatch } from './batch-message';
import type { GoogleCalendarApi } from './google-calendar-api';
import { retriesAfter } from './google-error';

/** Parts name only the path of a request, the same for every server. */
const API_PATH = '/calendar/v3';

/**
 * Sends GET requests that need the token together, and emits the JSON text of the answer or the error of each. Requests
 * that the server has left out of its answer are missing. What fails for a while, as for too many requests, is sent again
 * together, with the pauses of a single request, and after a 401 with another token. Fails where the batch itself has
 * failed, in the same way.
 * @param requests By whatever the caller calls them.
 * @see https://developers.google.com/workspace/calendar/api/guides/batch
 */
export function sendBatch<Name>(
  api: GoogleCalendarApi,
  url: string,
  requests: ReadonlyMap<Name, ApiRequest>,
): Observable<ReadonlyMap<Name, string | CalendarSyncError>> {
  const ended = new Map<Name, string | CalendarSyncError>();
  /** Those that have failed and can be sent again. */
  let failed: ReadonlyMap<Name, HttpErrorResponse> = new Map();
  let waiting: readonly (readonly [Name, ApiRequest])[] = [...requests];

  /** Takes note of the answers, and returns the failures that allow another attempt. */
  const read = (answers: ReadonlyMap<number, BatchedAnswer>, { endpoints }: ResolvedConfig) => {
    const repeatable = new Map<Name, HttpErrorResponse>();
    for (const [index, [name, request]] of waiting.entries()) {
      const answer = answers.get(index);
      const error = answer && errorOf(answer, request.url(endpoints));
      if (error && (isUnauthorized(error) || retriesAfter(error) > 0)) {
        repeatable.set(name, error);
      } else if (error) {
        ended.set(name, api.errorOf(error));
      } else if (answer) {
        ended.set(name, answer.body);
      }
    }
    return repeatable;
  };

  const attempt = (config: ResolvedConfig, token: AccessToken | undefined) =>
    api.postBatch(url, writeBatch(waiting.map(([, request]) => toCall(request))), token).pipe(
      switchMap((response) => {
        const answers = readBatch(response);
        if (!answers) {
          return throwError(notABatch);
        }
        failed = read(answers, config);
        waiting = waiting.filter(([name]) => failed.has(name));
        const unauthorized = [...failed.values()].find(isUnauthorized);
        if (unauthorized && token) {
          api.rejectToken(token);
        }
        const [first] = failed.values();
        return first ? throwError(() => unauthorized ?? first) : of(ended);
      }),
    );

  return api.attempts({ access: 'token' }, attempt).pipe(
    catchError((error: unknown) => {
      if (failed.size === 0) {
        return throwError(() => error);
      }
      for (const [name, own] of failed) {
        ended.set(name, api.errorOf(own));
      }
      return of(ended);
    }),
  );
}

/** A proxy that does not know batches may answer with a page of its own. */
function notABatch(): CalendarSyncError {
  return new CalendarSyncError('unavailable', 'The server does not answer a batch of requests.');
}

function toCall({ url, params = {} }: ApiRequest): BatchedCall {
  const path = url({ api: API_PATH, gis: '', gapi: '', userinfo: '' });
  return { path: `${path}?${new HttpParams({ fromObject: params }).toString()}` };
}

/** The error that HttpClient would have made of the answer to a request of its own. */
function errorOf(
  { status, statusText, headers, body }: BatchedAnswer,
  url: string,
): HttpErrorResponse | undefined {
  const json = jsonOf(body);
  return status === 200 && json !== undefined
    ? undefined
    : new HttpErrorResponse({
        status,
        statusText,
        headers: new HttpHeaders(headers),
        error: json ?? body,
        url,
      });
}

/** `undefined` for a body that is no JSON. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function isUnauthorized({ status }: HttpErrorResponse): boolean {
  return status === 401;
}
