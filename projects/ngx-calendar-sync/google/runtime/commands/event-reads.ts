import { inject } from '@angular/core';
import { map, type Observable, reduce } from 'rxjs';
import { ɵhasCode as hasCode } from 'ngx-calendar-sync/base';
import {
  type CommandOptions,
  ɵinOrder as inOrder,
  type ɵWriteTarget as WriteTarget,
} from 'ngx-calendar-sync/core';
import { type ApiParams, eventPath, get } from '../api/api-request';
import { GoogleCalendarApi } from '../api/google-calendar-api';
import type { GoogleEvent, GoogleEvents } from 'ngx-calendar-sync/google/start';
import type { GoogleEventListQuery } from '../mapping/event-list-query';
import { filterParams, rangeParams } from '../mapping/filter-params';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import type { GoogleProvider } from '../provider/google-provider';
import type { OpenSession } from '../provider/google-account';
import { EventPages } from './event-pages';
import { checkedId, existing } from './existing-event';
import { invalidRequest } from './invalid-request';
import { listedEvents } from './listed-events';

/** An event as it was read, or its ids alone. */
export type EventInCalendar = Pick<GoogleCalendarEvent, 'calendarId' | 'id' | 'seriesId'>;

/** A list without a start or an end: no event is earlier or later. */
const FIRST_DAY = new Date('0001-01-01');
const LAST_DAY = new Date('9999-12-31');

const DEFAULT_PAGE_SIZE = 250;
const MAX_PAGE_SIZE = 2_500;

/** The reads of events that few apps need. */
export class EventReads {
  protected readonly api = inject(GoogleCalendarApi);

  async getEvent(
    { provider, session, idOf }: OpenSession,
    name: string,
    eventId: string,
    { signal }: CommandOptions = {},
  ): Promise<GoogleCalendarEvent> {
    const target = { calendarId: idOf(name), eventId };
    return session.ask(this.event$(provider, target, 'best'), signal);
  }

  async getMaster(
    open: OpenSession,
    { calendarId, id, seriesId }: EventInCalendar,
    options?: CommandOptions,
  ): Promise<GoogleCalendarEvent> {
    // With a local copy also offline, and with the writes that Google has not confirmed.
    const { session, idOf } = open;
    const known = await session.writes.knownSeries(idOf(calendarId), seriesId ?? id);
    if (known) {
      return known.master;
    }
    const event = await this.getEvent(open, calendarId, seriesId ?? id, options);
    if (event.recurrence) {
      return event;
    }
    if (event.seriesId !== undefined) {
      return this.getEvent(open, calendarId, event.seriesId, options);
    }
    throw invalidRequest('The event is of no series: it has no master.');
  }

  async getOccurrences(
    open: OpenSession,
    series: EventInCalendar,
    start: Date | string,
    end: Date | string,
    options: CommandOptions = {},
  ): Promise<GoogleCalendarEvent[]> {
    const { provider, session, idOf } = open;
    const range = session.range({ start, end });
    const calendarId = idOf(series.calendarId);
    const occurrencesOf = async (seriesId: string) => {
      const path = `${eventPath(calendarId, checkedId(seriesId))}/instances`;
      const params = { ...rangeParams(range, provider.timeZone), maxResults: MAX_PAGE_SIZE };
      const listed = provider
        .read(calendarId, (access) =>
          this.api.pages<GoogleEvents>({ ...get(path, access), params }),
        )
        .pipe(
          reduce<GoogleEvents, readonly GoogleCalendarEvent[]>(
            (all, { items = [] }) => [...all, ...listedEvents(provider, calendarId, items, range)],
            [],
          ),
        );
      return [...inOrder(await session.ask(listed, options.signal))];
    };
    const { id, seriesId = id } = series;
    try {
      return await occurrencesOf(seriesId);
    } catch (error) {
      // Google refuses what is not the id of a series: it may be that of an occurrence.
      if (series.seriesId !== undefined || !id || !hasCode(error, 'invalid-request')) {
        throw error;
      }
      return occurrencesOf((await this.getMaster(open, series, options)).id);
    }
  }

  /** @throws CalendarSyncError `invalid-request` for a query that Google would refuse */
  listEvents(
    { provider, session, idOf }: OpenSession,
    name: string,
    query: GoogleEventListQuery,
  ): EventPages {
    const { start, end, maxResults = DEFAULT_PAGE_SIZE, singleEvents = true } = query;
    const { iCalUID, signal } = query;
    const calendarId = idOf(name);
    const range = session.range({
      start: start ?? FIRST_DAY,
      end: end ?? LAST_DAY,
    });
    if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > MAX_PAGE_SIZE) {
      throw invalidRequest(`maxResults has to be a whole number from 1 to ${MAX_PAGE_SIZE}.`);
    }
    const { timeMin, timeMax, ...zone } = rangeParams(range, provider.timeZone);
    const params: ApiParams = {
      ...(start === undefined ? {} : { timeMin }),
      ...(end === undefined ? {} : { timeMax }),
      ...zone,
      singleEvents,
      // Google refuses the order where series are listed as masters.
      ...(singleEvents ? { orderBy: 'startTime' } : {}),
      maxResults,
      ...(iCalUID === undefined ? {} : { iCalUID }),
      ...filterParams(query),
    };
    return new EventPages({
      list: (pageToken) =>
        provider.read(calendarId, (access) =>
          this.api.eventsPage(
            calendarId,
            pageToken === undefined ? params : { ...params, pageToken },
            access,
          ),
        ),
      ask: (request) => session.ask(request, signal),
      toEvents: ({ items = [] }) => listedEvents(provider, calendarId, items, range, query),
    });
  }

  /** Asks for one event. @throws CalendarSyncError `invalid-request` without an id, `deleted` */
  protected event$(
    provider: GoogleProvider,
    { calendarId, eventId }: WriteTarget,
    access: 'best' | 'token',
  ): Observable<GoogleCalendarEvent> {
    const path = eventPath(calendarId, checkedId(eventId));
    const asked =
      access === 'best'
        ? provider.read(calendarId, (best) => this.api.request<GoogleEvent>(get(path, best)))
        : this.api.request<GoogleEvent>(get(path, access));
    return asked.pipe(map((resource) => existing(provider.toEvent(calendarId, resource))));
  }
}
