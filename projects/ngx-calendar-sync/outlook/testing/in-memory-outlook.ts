import { map, type Observable, of } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵEventQuery as EventQuery,
  type TimeRange,
  ɵAccountCalendars as AccountCalendars,
} from 'ngx-calendar-sync/core';
import type {
  OutlookCalendar,
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
  OutlookCalendarResource,
  OutlookEvent,
} from 'ngx-calendar-sync/outlook';
import {
  ɵcalendarColorOf as calendarColorOf,
  type ɵOutlookIdentity as OutlookIdentity,
  type ɵOutlookProvider as OutlookProvider,
  type ɵOutlookTypes as OutlookTypes,
} from 'ngx-calendar-sync/outlook/runtime';
import {
  aCalendar,
  ɵdraftedEvent as draftedEvent,
  type FakeClock,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
  ɵrequestInTest as requestInTest,
  type ɵRequestsInTest as RequestsInTest,
} from 'ngx-calendar-sync/testing';
import { outlookEventOf, type OutlookEventInTest, toOutlookCalendar } from './outlook-fixtures';

export interface InMemoryOutlookOptions extends RequestsInTest {
  readonly calendars: readonly OutlookCalendar[];
  readonly clock: FakeClock;
  /** IANA name of the zone that the app has configured. */
  readonly timeZone: string | undefined;
}

/** Outlook's calendars in memory: requests are answered here. */
export class InMemoryOutlook
  extends InMemoryCalendarProvider<OutlookTypes>
  implements OutlookProvider
{
  readonly #options: InMemoryOutlookOptions;
  #calendars = new AccountCalendars<OutlookCalendar>();
  #identity: OutlookIdentity | undefined;

  constructor(options: InMemoryOutlookOptions) {
    const { calendars, clock } = options;
    super({ calendars, ids: 'service', series: 'occurrences', now: () => clock.now() });
    this.#options = options;
  }

  /** The same calendars for this account; without an identity there are none. */
  openFor(identity: OutlookIdentity | undefined): this {
    this.#identity = identity;
    this.#calendars = new AccountCalendars();
    return this;
  }

  /** The id of a calendar that a test names by its id or as `primary`. */
  idOf(name: string): string {
    const primary = this.#options.calendars.find((calendar) => calendar.primary)?.id;
    return name === 'primary' ? (primary ?? name) : name;
  }

  putInTest(event: OutlookEventInTest): OutlookCalendarEvent {
    const calendarId = this.idOf(event.calendarId);
    return this.put({ ...event, calendarId, outlookEvent: event.outlookEvent ?? {} });
  }

  override get calendars(): AccountCalendars<OutlookCalendar> {
    return this.#calendars;
  }

  get timeZone(): string | undefined {
    return this.#options.timeZone;
  }

  get grantedScopes(): readonly string[] {
    return this.#identity?.grantedScopes ?? [];
  }

  update(identity: OutlookIdentity): void {
    this.#identity = identity;
  }

  override listEvents(
    calendarId: string,
    query: EventQuery,
  ): Observable<readonly OutlookCalendarEvent[]> {
    // As the real provider: which one it is, is known with the list.
    return calendarId === 'primary'
      ? this.listCalendars().pipe(map(() => []))
      : super.listEvents(calendarId, query);
  }

  holds(calendarId: string): boolean {
    return this.storedCalendars.get(calendarId) !== undefined;
  }

  /** @throws CalendarSyncError `duplicate` for a name that another calendar has */
  makeCalendar(id: string, resource: OutlookCalendarResource): OutlookCalendarResource {
    const address = this.#identity?.account ?? '';
    const calendar = toOutlookCalendar(aCalendar(id, { primary: false }), address);
    return this.#store(calendar, resource);
  }

  /** @throws CalendarSyncError as {@link makeCalendar} */
  changeCalendar(id: string, changes: OutlookCalendarResource): OutlookCalendarResource {
    const calendar = this.storedCalendars.get(id);
    return calendar ? this.#store(calendar, changes) : changes;
  }

  putResource({ id = '' }: OutlookCalendarResource): OutlookCalendar | undefined {
    const stored = this.storedCalendars.get(id);
    if (stored) {
      this.calendars.put(stored);
    }
    return stored;
  }

  /** In memory the record of an event is the event itself. */
  toEvents(
    calendarId: string,
    records: readonly OutlookEvent[],
  ): Observable<readonly OutlookCalendarEvent[]> {
    return of(records.flatMap((record) => this.toEvent(calendarId, record) ?? []));
  }

  #store(calendar: OutlookCalendar, changes: OutlookCalendarResource): OutlookCalendarResource {
    const { id } = calendar;
    if (this.storedCalendars.list.some((other) => other.id !== id && other.name === changes.name)) {
      throw new CalendarSyncError('duplicate', `There is a calendar ${changes.name} already.`);
    }
    const outlookCalendar = { ...calendar.outlookCalendar, ...changes };
    const color = calendarColorOf(outlookCalendar);
    this.storedCalendars.put({
      ...calendar,
      name: outlookCalendar.name ?? calendar.name,
      ...(color === undefined ? {} : { color }),
      outlookCalendar,
    });
    return outlookCalendar;
  }

  occurrencesOf(
    calendarId: string,
    seriesId: string,
    range: TimeRange,
  ): Observable<readonly OutlookCalendarEvent[]> {
    return super
      .listEvents(calendarId, { range })
      .pipe(map((events) => events.filter((event) => event.seriesId === seriesId)));
  }

  override request<R>(name: string, answer: () => R | Promise<R>): Observable<R> {
    return requestInTest(this.#options, () => super.request(name, answer));
  }

  protected override drafted(
    calendarId: string,
    id: string,
    draft: OutlookCalendarEventDraft,
  ): OutlookCalendarEvent {
    const event = draftedEvent(calendarId, id, draft);
    return { ...event, outlookEvent: outlookEventOf(event) };
  }

  protected override withVersion(
    event: OutlookCalendarEvent,
    version: string,
  ): OutlookCalendarEvent {
    const stored = { ...event, version };
    return { ...stored, outlookEvent: outlookEventOf(stored) };
  }
}
