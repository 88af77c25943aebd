import { DOCUMENT } from '@angular/common';
import { HttpContext } from '@angular/common/http';
import { inject, Injectable } from '@angular/core';
import { map, type Observable, reduce } from 'rxjs';
import { ɵCLOCK as CLOCK } from 'ngx-calendar-sync/base';
import {
  ɵpagesOf as pagesOf,
  ɵRequestLimit as RequestLimit,
  type TimeRange,
} from 'ngx-calendar-sync/core';
import {
  type ɵAccessToken as AccessToken,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵRequestAttempts as RequestAttempts,
  ɵwithRequestToken as withRequestToken,
} from 'ngx-calendar-sync/account';
import type {
  OutlookCalendarResource,
  OutlookCategory,
  OutlookEvent,
} from 'ngx-calendar-sync/outlook/start';
import { OUTLOOK_CONFIG } from '../config/outlook-config';
import { retriesAfter, toCalendarSyncError } from './graph-error';
import {
  calendarPath,
  eventPath,
  type GraphPage,
  type GraphRequest,
  inQuery,
  pathOfLink,
  preferencesOf,
  type SentPage,
  withQuery,
} from './graph-request';

/**
 * Exchange refuses more than four requests at a time of an app in a mailbox, over all its tabs: one is left for another tab.
 * @see https://learn.microsoft.com/graph/throttling-limits
 */
export const MAX_PARALLEL_REQUESTS = 3;

const CALENDARS_PAGE_SIZE = 100;
/** As Graph's own clients: larger pages of whole events take it long. */
export const EVENTS_PAGE_SIZE = 100;

/**
 * The calendars of Microsoft Graph v1.0 over HttpClient. Each method returns a cold Observable, which sends its request on
 * subscription, repeats it with back-off after failures that may pass, and fails with a `CalendarSyncError`. Times in answers
 * are wall times of UTC.
 * @see https://learn.microsoft.com/graph/api/resources/calendar
 */
@Injectable()
export class OutlookApi {
  readonly #http = inject(LIBRARY_HTTP);
  readonly clock = inject(CLOCK);
  readonly #config = inject(OUTLOOK_CONFIG);
  readonly #attempts = new RequestAttempts();
  readonly #baseURI = inject(DOCUMENT).baseURI;
  readonly #limit = new RequestLimit(MAX_PARALLEL_REQUESTS);

  /** All calendars, those that others share included. */
  calendars(): Observable<readonly OutlookCalendarResource[]> {
    const path = withQuery('/me/calendars', { $top: CALENDARS_PAGE_SIZE });
    return allRows(this.pages<OutlookCalendarResource>({ method: 'GET', path }));
  }

  /** Needs a scope that reads the settings of the mailbox. */
  categories(): Observable<readonly OutlookCategory[]> {
    return allRows(this.pages<OutlookCategory>(get('/me/outlook/masterCategories')));
  }

  /** The zone of the mailbox, by a name of Windows or of the IANA database. Needs the same scope. */
  mailboxTimeZone(): Observable<string | undefined> {
    return this.request<{ readonly value?: string }>(get('/me/mailboxSettings/timeZone')).pipe(
      map(({ value }) => value),
    );
  }

  /**
   * Emits each page of the events of a range, series as occurrences. Graph allows 1825 days.
   * @param expand As in {@link event}.
   */
  calendarView(
    calendarId: string,
    range: TimeRange,
    expand?: string,
  ): Observable<GraphPage<OutlookEvent>> {
    const path = withQuery(`${calendarPath(calendarId)}/calendarView`, {
      ...inQuery(range),
      $top: EVENTS_PAGE_SIZE,
      $expand: expand,
    });
    return this.pages(get(path));
  }

  /** Emits each page of the occurrences of a series in a range. */
  instances(seriesId: string, range: TimeRange): Observable<GraphPage<OutlookEvent>> {
    const path = withQuery(`${eventPath(seriesId)}/instances`, {
      ...inQuery(range),
      $top: EVENTS_PAGE_SIZE,
    });
    return this.pages(get(path));
  }

  /** @param expand Such as `extensions`, which are left out else. */
  event(eventId: string, expand?: string): Observable<OutlookEvent> {
    return this.request(get(withQuery(eventPath(eventId), { $expand: expand })));
  }

  /** Emits each page of a list, one after the other. */
  pages<Row extends { readonly id?: string }>(request: GraphRequest): Observable<GraphPage<Row>> {
    return pagesOf(
      (path = request.path) => this.page<Row>({ ...request, path }),
      ({ rows, nextPath }) => ({ ids: rows.flatMap(({ id }) => id ?? []), next: nextPath }),
    );
  }

  /** One page of a list, with its links as paths. */
  page<Row>(request: GraphRequest): Observable<GraphPage<Row>> {
    return this.request<SentPage<Row>>(request).pipe(
      map(({ value = [], ...links }) => {
        const next = this.#pathOf(links['@odata.nextLink']);
        const delta = this.#pathOf(links['@odata.deltaLink']);
        return {
          rows: value,
          ...(next === undefined ? {} : { nextPath: next }),
          ...(delta === undefined ? {} : { deltaPath: delta }),
        };
      }),
    );
  }

  /** Sends a request as often as it takes, and as its failures allow. */
  request<Answer>(request: GraphRequest): Observable<Answer> {
    return this.#attempts.answerOf({
      config: this.#config,
      access: 'token',
      // Only what is under way takes one of the places, and nobody who waits for a token or for the next attempt.
      attempt: ({ endpoints }, token) =>
        this.#limit.bounded(this.#send<Answer>(request, endpoints.graph, token)),
      retriesAfter: (error) => retriesAfter(error, request),
      toError: (thrown) => toCalendarSyncError(thrown, request),
    });
  }

  #send<Answer>(
    request: GraphRequest,
    base: string,
    token: AccessToken | undefined,
  ): Observable<Answer> {
    const { method, path, body, ifMatch } = request;
    return this.#http
      .request<Answer>(method, base + path, {
        context: withRequestToken(new HttpContext(), token?.value),
        headers: {
          Prefer: preferencesOf(request),
          ...(ifMatch === undefined ? {} : { 'If-Match': ifMatch }),
        },
        ...(body === undefined ? {} : { body }),
      })
      .pipe(this.#attempts.inTime());
  }

  #pathOf(link: string | undefined): string | undefined {
    const base = this.#config.current?.endpoints.graph;
    return link === undefined || base === undefined
      ? undefined
      : pathOfLink(link, base, this.#baseURI);
  }
}

const get = (path: string): GraphRequest => ({ method: 'GET', path });

function allRows<Row>(pages$: Observable<GraphPage<Row>>): Observable<readonly Row[]> {
  return pages$.pipe(reduce<GraphPage<Row>, Row[]>((all, { rows }) => [...all, ...rows], []));
}
