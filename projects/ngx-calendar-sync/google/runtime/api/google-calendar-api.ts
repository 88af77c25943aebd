import { HttpContext, HttpParams, type HttpResponse } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import {
  defer,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  reduce,
  switchMap,
  tap,
} from 'rxjs';
import {
  ɵCLOCK as CLOCK,
  type CalendarSyncError,
  ɵSKIP_TOKEN as SKIP_TOKEN,
} from 'ngx-calendar-sync/base';
import { type SendUpdates, ɵpagesOf as pagesOf } from 'ngx-calendar-sync/core';
import {
  type ɵAccessToken as AccessToken,
  ɵAccessTokens as AccessTokens,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵRequestAttempts as RequestAttempts,
  ɵwithRequestToken as withRequestToken,
} from 'ngx-calendar-sync/account';
import { CONFIG } from '../config/config-ref';
import type { ResolvedConfig } from '../config/resolved-config';
import {
  type Access,
  type ApiParams,
  type ApiRequest,
  bodyOf,
  CALENDAR_LIST_PATH,
  eventPath,
  eventsPath,
  eventWrite,
  get,
  type GoogleEventPatch,
} from './api-request';
import type { BatchMessage } from './batch-message';
import { retriesAfter, toCalendarSyncError } from './google-error';
import { PageSize } from './page-size';
import type {
  GoogleCalendarList,
  GoogleCalendarListEntry,
  GoogleColors,
  GoogleEvent,
  GoogleEvents,
  GoogleLabelProperties,
} from 'ngx-calendar-sync/google/start';

interface ListPage {
  readonly items?: readonly { readonly id?: string }[];
  readonly nextPageToken?: string;
}

type SendByHttp<Answer> = (url: string, options: HttpOptions) => Observable<Answer>;

interface HttpOptions {
  readonly params: HttpParams;
  readonly context: HttpContext;
  readonly body?: object;
  readonly headers?: Record<string, string>;
}

/**
 * An attempt that asks `found` before it is made again, where Google may have done what it asks for. What that emits is the answer
 * then; for `undefined` the attempt is made.
 */
function unlessDone<Args extends readonly unknown[], Answer>(
  attempt: (...args: Args) => Observable<Answer>,
  found: () => Observable<Answer | undefined>,
): (...args: Args) => Observable<Answer> {
  let mayBeDone = false;
  return (...args) => {
    const attempt$ = attempt(...args).pipe(
      tap({
        error: (error: unknown) => {
          mayBeDone ||= retriesAfter(error) > retriesAfter(error, true);
        },
      }),
    );
    return mayBeDone
      ? found().pipe(switchMap((answer) => (answer === undefined ? attempt$ : of(answer))))
      : attempt$;
  };
}

/**
 * The Calendar API v3 over HttpClient. Each method returns a cold Observable, which sends its request on subscription,
 * repeats it with back-off after failures that may pass, and fails with a `CalendarSyncError`. Times in parameters and
 * answers are in RFC 3339.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference
 */
@Injectable()
export class GoogleCalendarApi {
  readonly clock = inject(CLOCK);
  readonly #http = inject(LIBRARY_HTTP);
  readonly #config = inject(CONFIG);
  readonly #tokens = inject(AccessTokens);
  readonly #attempts = new RequestAttempts();
  readonly #pageSize = new PageSize();

  /** The entries of all pages together, with those that the user has hidden. */
  calendarList(access: Access): Observable<readonly GoogleCalendarListEntry[]> {
    return this.pages<GoogleCalendarList>({
      ...get(CALENDAR_LIST_PATH, access),
      params: { maxResults: 250, showHidden: true },
    }).pipe(
      reduce<GoogleCalendarList, GoogleCalendarListEntry[]>(
        (all, page) => [...all, ...(page.items ?? [])],
        [],
      ),
    );
  }

  colors(access: Access): Observable<GoogleColors> {
    return this.request(get('/colors', access));
  }

  /** The event labels of a calendar, and none of its other fields. */
  calendarLabels(
    calendarId: string,
  ): Observable<{ readonly labelProperties?: GoogleLabelProperties }> {
    const path = `/calendars/${encodeURIComponent(calendarId)}`;
    return this.request({ ...get(path, 'token'), params: { fields: 'labelProperties' } });
  }

  /** Emits each page of a list, one after the other. */
  events(calendarId: string, params: ApiParams, access: Access): Observable<GoogleEvents> {
    return this.pages({ ...get(eventsPath(calendarId), access), params });
  }

  eventsPage(calendarId: string, params: ApiParams, access: Access): Observable<GoogleEvents> {
    return this.request({ ...get(eventsPath(calendarId), access), params });
  }

  event(calendarId: string, eventId: string): Observable<GoogleEvent> {
    return this.request(get(eventPath(calendarId, eventId), 'token'));
  }

  insert(
    calendarId: string,
    event: GoogleEventPatch,
    sendUpdates?: SendUpdates,
  ): Observable<GoogleEvent> {
    const path = eventsPath(calendarId);
    return this.request({ ...eventWrite('POST', path, sendUpdates), ...bodyOf(event) });
  }

  /** @param etag The version that must not have changed; without it the event is changed in any version. */
  /** @param isSentOnce Whether the request is not repeated where its answer is lost, since Google may have done it. */
  patch(
    calendarId: string,
    eventId: string,
    patch: GoogleEventPatch,
    etag?: string,
    sendUpdates?: SendUpdates,
    isSentOnce = false,
  ): Observable<GoogleEvent> {
    const path = eventPath(calendarId, eventId);
    return this.request({
      ...eventWrite('PATCH', path, sendUpdates),
      ...bodyOf(patch),
      ifMatch: etag,
      ...(isSentOnce ? { notRepeatable: true } : {}),
    });
  }

  /** @param etag The version that must not have changed; without it the event is deleted in any version. */
  delete(
    calendarId: string,
    eventId: string,
    etag?: string,
    sendUpdates?: SendUpdates,
  ): Observable<null> {
    const path = eventPath(calendarId, eventId);
    return this.request({ ...eventWrite('DELETE', path, sendUpdates), ifMatch: etag });
  }

  /** @param found As that of {@link request}. */
  move(
    calendarId: string,
    eventId: string,
    destination: string,
    sendUpdates?: SendUpdates,
    found?: () => Observable<GoogleEvent | undefined>,
  ): Observable<GoogleEvent> {
    const path = `${eventPath(calendarId, eventId)}/move`;
    const request = { ...eventWrite('POST', path, sendUpdates), params: { destination } };
    return this.request(request, found);
  }

  /** Emits each page of the occurrences of a series, one after the other. */
  instances(calendarId: string, eventId: string, params: ApiParams): Observable<GoogleEvents> {
    return this.pages({ ...get(`${eventPath(calendarId, eventId)}/instances`, 'token'), params });
  }

  /** @see https://openid.net/specs/openid-connect-core-1_0.html#UserInfo */
  userinfo(access: Access): Observable<{ readonly email?: string }> {
    return this.request({ method: 'GET', url: ({ userinfo }) => userinfo, access });
  }

  /** The pages of a list, one after the other. */
  pages<Page extends ListPage>(request: ApiRequest): Observable<Page> {
    return pagesOf(
      (pageToken) =>
        this.request<Page>(
          pageToken === undefined
            ? request
            : { ...request, params: { ...request.params, pageToken } },
        ),
      ({ items = [], nextPageToken }) => ({
        ids: items.flatMap(({ id }) => id ?? []),
        next: nextPageToken,
      }),
    );
  }

  /**
   * Sends a request as often as it takes, and as its failures allow.
   * @param found Asked before a request is repeated that Google may have done: what it emits is the answer then.
   */
  request<Answer>(
    request: ApiRequest,
    found?: () => Observable<Answer | undefined>,
  ): Observable<Answer> {
    return this.attempts(
      request,
      (config, token) =>
        this.#send(request, config, token, (url, options) =>
          this.#http.request<Answer>(request.method, url, options),
        ),
      found,
    );
  }

  /**
   * As {@link request}, with the answer as it comes. An answer that is read elsewhere holds the page up for a moment only.
   * @param receive Checks each answer, and reads the bodies of failures, which are `Blob`s too.
   */
  blob(request: ApiRequest, receive: MonoTypeOperatorFunction<Blob>): Observable<Blob> {
    return this.attempts(request, (config, token) =>
      this.#send(request, config, token, (url, options) =>
        this.#http.request(request.method, url, { ...options, responseType: 'blob' }).pipe(receive),
      ),
    );
  }

  /** Makes attempts to get an answer, as often as it takes, and as their failures allow. */
  attempts<Answer>(
    request: Pick<ApiRequest, 'access' | 'params' | 'notRepeatable'>,
    attempt: (config: ResolvedConfig, token: AccessToken | undefined) => Observable<Answer>,
    found?: () => Observable<Answer | undefined>,
  ): Observable<Answer> {
    const answerOf = (attempted: typeof attempt) =>
      this.#attempts.answerOf({
        config: this.#config,
        access: request.access === 'key' ? undefined : request.access,
        attempt: attempted,
        retriesAfter: (error) => retriesAfter(error, request.notRepeatable),
        toError: toCalendarSyncError,
      });
    const once: typeof attempt = (config, token) =>
      attempt(config, token).pipe(this.#attempts.inTime(), this.#adaptPageSize(request));
    return found ? defer(() => answerOf(unlessDone(once, found))) : answerOf(once);
  }

  /** What a failure means to an app; it is kept for the diagnostics. */
  errorOf(thrown: unknown): CalendarSyncError {
    return this.#attempts.failed(toCalendarSyncError(thrown));
  }

  /** Sends several requests in one, once; see google-batch.ts. */
  postBatch(
    url: string,
    { contentType, body }: BatchMessage,
    token: AccessToken | undefined,
  ): Observable<HttpResponse<string>> {
    return this.#http.post(url, body, {
      headers: { 'Content-Type': contentType },
      context: withRequestToken(new HttpContext(), token?.value),
      observe: 'response',
      responseType: 'text',
    });
  }

  /** A part of a batch was refused for its token, which the client sees only of whole answers. */
  rejectToken(token: AccessToken): void {
    this.#tokens.reject(token.value);
  }

  #adaptPageSize<Answer>({ params }: Pick<ApiRequest, 'params'>): MonoTypeOperatorFunction<Answer> {
    const { maxResults } = params ?? {};
    return typeof maxResults === 'number'
      ? this.#pageSize.adapt(maxResults, this.clock)
      : (answer$) => answer$;
  }

  #send<Answer>(
    request: ApiRequest,
    config: ResolvedConfig,
    token: AccessToken | undefined,
    http: SendByHttp<Answer>,
  ): Observable<Answer> {
    const { access, ifMatch, body, params = {}, sendUpdates } = request;
    const { maxResults } = params;
    const size =
      typeof maxResults === 'number' ? { maxResults: this.#pageSize.limit(maxResults) } : {};
    const guestsToTell = sendUpdates === 'configured' ? config.sendUpdates : sendUpdates;
    // Google tells nobody unless it is asked to.
    const guests = guestsToTell && guestsToTell !== 'none' ? { sendUpdates: guestsToTell } : {};
    const key = access === 'key' && config.apiKey ? { key: config.apiKey } : {};
    const context = new HttpContext().set(SKIP_TOKEN, access === 'key');
    return http(request.url(config.endpoints), {
      params: new HttpParams({ fromObject: { ...params, ...size, ...guests, ...key } }),
      context: withRequestToken(context, token?.value),
      ...(body === undefined ? {} : { body }),
      ...(ifMatch === undefined ? {} : { headers: { 'If-Match': ifMatch } }),
    });
  }
}
