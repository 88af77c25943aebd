import { NEVER, type Observable, tap } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type ɵCalendarRecords as CalendarRecords,
  type ConflictChoice,
  type ɵEventQuery as EventQuery,
  type ɵEventWrite as EventWrite,
  type ɵMergedWrite as MergedWrite,
  type ɵOccurrence as Occurrence,
  type ɵPlannedWrite as PlannedWrite,
  type ɵProviderRecord as ProviderRecord,
  type SendUpdates,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵSeriesWrite as SeriesWrite,
  ɵshownEvent as shownEvent,
  type ɵWriteTarget as WriteTarget,
  type ɵAccountCalendars as AccountCalendars,
} from 'ngx-calendar-sync/core';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
} from 'ngx-calendar-sync/google';
import type {
  GoogleEvent,
  GoogleCalendarListEntry,
  GoogleCalendarResource,
} from 'ngx-calendar-sync/google/start';
import { ɵoccurrencesOf as occurrencesOf } from 'ngx-calendar-sync/google/offline';
import {
  type ɵConfigRef as ConfigRef,
  type ɵGoogleIdentity as GoogleIdentity,
  type ɵGoogleProvider as GoogleProvider,
  type ɵGoogleTypes as GoogleTypes,
  type ɵOpenGoogle as OpenGoogle,
} from 'ngx-calendar-sync/google/runtime';
import type { FakeClock } from './fake-clock';
import type { EventInTest } from './fixtures';
import { InMemoryCalendarProvider } from './in-memory-calendar-provider';
import { ɵcheckedPatch as checkedPatch } from 'ngx-calendar-sync/google/writes';
import { mergePatched } from './merge-patched';
import { asStored, shownByGoogle } from './stored-resource';
import { requestInTest, type RequestsInTest } from './request-in-test';

/** Google's two resources of a calendar in one: the calendar itself, and its entry in the list of the account. */
export type CalendarEntry = GoogleCalendarListEntry & GoogleCalendarResource;

export interface InMemoryGoogleOptions extends RequestsInTest {
  /** The address of the account. */
  readonly account: string;
  readonly calendars: readonly GoogleCalendar[];
  readonly clock: FakeClock;
  readonly config: ConfigRef;
  /** Opens the real provider, which maps what is stored here. */
  readonly open: OpenGoogle;
}

/** Google Calendar in memory: requests are answered here, and events are mapped as the real provider maps them. */
export class InMemoryGoogle
  extends InMemoryCalendarProvider<GoogleTypes>
  implements GoogleProvider
{
  readonly account: string;
  readonly clock: FakeClock;
  readonly #options: InMemoryGoogleOptions;
  readonly #primary: string | undefined;
  #identity: GoogleIdentity | undefined;
  #google: GoogleProvider;
  #added = 0;

  constructor(options: InMemoryGoogleOptions) {
    const { account, calendars, clock } = options;
    super({ calendars, now: () => clock.now() });
    this.account = account;
    this.clock = clock;
    this.#options = options;
    this.#primary = calendars.find(({ primary }) => primary)?.id;
    this.#google = options.open(undefined);
  }

  /** The same calendars for this account; without an identity there are none. */
  openFor(identity: GoogleIdentity | undefined): this {
    this.#identity = identity;
    this.#google = this.#options.open(identity);
    return this;
  }

  /** The id of a calendar that a test names by its id or as `primary`. */
  idOf(name: string): string {
    return name === 'primary' ? (this.#primary ?? name) : name;
  }

  putInTest(event: EventInTest): GoogleCalendarEvent {
    const { id, googleEvent } = event;
    const calendarId = this.idOf(event.calendarId);
    const drafted = this.drafted(calendarId, id, event);
    return this.put({
      ...drafted,
      ...event,
      calendarId,
      googleEvent: { ...drafted.googleEvent, ...shownByGoogle(event), ...googleEvent },
    });
  }

  override get calendars(): AccountCalendars<GoogleCalendar> {
    return this.#google.calendars;
  }

  get grantedScopes(): readonly string[] | undefined {
    return this.#google.grantedScopes;
  }

  get timeZone(): string | undefined {
    return this.#google.timeZone;
  }

  get recolored$(): Observable<void> {
    return this.#google.recolored$ ?? NEVER;
  }

  readonly recolor = (event: GoogleCalendarEvent): GoogleCalendarEvent =>
    this.#google.recolor?.(event) ?? event;

  get colors(): GoogleProvider['colors'] {
    return this.#google.colors;
  }

  putEntry(entry: GoogleCalendarListEntry): GoogleCalendar | undefined {
    return this.#google.putEntry(entry);
  }

  remember(event: GoogleCalendarEvent): void {
    this.#google.remember(event);
  }

  update(identity: GoogleIdentity): void {
    this.#identity = identity;
    this.#google.update(identity);
  }

  /** Everything is read with the token: the configuration of a test has no API key. */
  readonly read: GoogleProvider['read'] = (_calendarId, request) => request('token');

  override restoreCalendars(records: CalendarRecords): void {
    const { calendars } = records;
    const entries = Object.entries(calendars as Readonly<Record<string, GoogleCalendar>>);
    this.#google.restoreCalendars({
      ...records,
      calendars: Object.fromEntries(
        entries.map(([id, { googleCalendar }]) => [id, googleCalendar]),
      ),
    });
  }

  override toEvent(calendarId: string, resource: ProviderRecord): GoogleCalendarEvent | undefined {
    return this.#google.toEvent(calendarId, resource);
  }

  // An edit is compared with the event as it was read, so that what both sides have changed can be told.
  override listEvents(
    calendarId: string,
    query: EventQuery,
  ): Observable<readonly GoogleCalendarEvent[]> {
    return super.listEvents(calendarId, query).pipe(
      tap((events) => {
        for (const event of events) {
          this.remember(event);
        }
      }),
    );
  }

  // Writes are the real provider's: its requests are answered by `InMemoryGoogleApi`.
  override planWrite(
    write: EventWrite<GoogleTypes>,
    sendUpdates?: SendUpdates,
  ): PlannedWrite<GoogleCalendarEvent> {
    return this.#google.planWrite(write, sendUpdates);
  }

  override planSeriesWrite(
    write: SeriesWrite<GoogleTypes>,
    sendUpdates?: SendUpdates,
  ): Promise<PlannedWrite<GoogleCalendarEvent>> {
    return this.#google.planSeriesWrite(write, sendUpdates);
  }

  override sendWrite(
    write: PlannedWrite<GoogleCalendarEvent>,
    version: string | undefined,
    keep?: (found: PlannedWrite<GoogleCalendarEvent>['request']) => Promise<void>,
  ): Observable<GoogleCalendarEvent | undefined> {
    return this.#google.sendWrite(write, version, keep);
  }

  override readEvent(target: WriteTarget): Observable<GoogleCalendarEvent | undefined> {
    return this.#google.readEvent(target);
  }

  override readSeries(
    calendarId: string,
    seriesId: string,
  ): Observable<SeriesEventsOf<GoogleCalendarEvent>> {
    return this.#google.readSeries(calendarId, seriesId);
  }

  override mergeWrite(
    write: PlannedWrite<GoogleCalendarEvent>,
    theirs: GoogleCalendarEvent | undefined,
    choice: ConflictChoice | 'ask',
  ): MergedWrite<GoogleCalendarEvent> {
    return this.#google.mergeWrite(write, theirs, choice);
  }

  override joinWrites(
    first: PlannedWrite<GoogleCalendarEvent>,
    second: PlannedWrite<GoogleCalendarEvent>,
  ): PlannedWrite<GoogleCalendarEvent> | 'none' | undefined {
    return this.#google.joinWrites(first, second);
  }

  override undoWrite(
    write: PlannedWrite<GoogleCalendarEvent>,
    answer: GoogleCalendarEvent | undefined,
  ): PlannedWrite<GoogleCalendarEvent> {
    return this.#google.undoWrite(write, answer);
  }

  override renameWrite(
    write: PlannedWrite<GoogleCalendarEvent>,
    from: string,
    to: string,
  ): PlannedWrite<GoogleCalendarEvent> {
    return this.#google.renameWrite?.(write, from, to) ?? write;
  }

  override relocateWrite(
    write: PlannedWrite<GoogleCalendarEvent>,
    from: string,
    to: string,
  ): PlannedWrite<GoogleCalendarEvent> {
    return this.#google.relocateWrite?.(write, from, to) ?? write;
  }

  override holdsOwnChangesOnly(
    write: PlannedWrite<GoogleCalendarEvent>,
    answer: GoogleCalendarEvent,
  ): boolean {
    return this.#google.holdsOwnChangesOnly?.(write, answer) ?? false;
  }

  override request<R>(name: string, answer: () => R | Promise<R>): Observable<R> {
    return requestInTest(this.#options, () => super.request(name, answer));
  }

  /** An event that is stored, or an occurrence that the app has been told of. */
  existing(calendarId: string, eventId: string, version?: string): GoogleCalendarEvent {
    return this.storedEvents.existing(calendarId, eventId, version);
  }

  /** The events that a list has, series as occurrences. */
  listed(calendarId: string, query: EventQuery): Promise<readonly GoogleCalendarEvent[]> {
    return Promise.resolve(this.storedEvents.list(calendarId, query));
  }

  add(calendarId: string, draft: GoogleCalendarEventDraft): GoogleCalendarEvent {
    this.#added += 1;
    return this.put(this.drafted(calendarId, `added${this.#added}`, draft));
  }

  insert(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    const { id = '' } = resource;
    if (this.stored(calendarId, id)) {
      throw new CalendarSyncError('duplicate', `There is an event ${id} in ${calendarId} already.`);
    }
    const organizer = { email: calendarId, self: true };
    return this.put(
      existing(this.toEvent(calendarId, { status: 'confirmed', organizer, ...resource })),
    );
  }

  /** @param patch A JSON merge patch of the event's resource. */
  patch(event: GoogleCalendarEvent, patch: GoogleEvent): GoogleCalendarEvent {
    const { calendarId, seriesId, originalStart, googleEvent } = event;
    checkedPatch(patch, patch, googleEvent);
    const resource = mergePatched(googleEvent, patch);
    const patched = existing(this.toEvent(calendarId, { ...resource, updated: this.#now() }));
    return this.put(seriesId && originalStart ? { ...patched, seriesId, originalStart } : patched);
  }

  /** @throws CalendarSyncError `deleted` for an event that is deleted already */
  remove(event: GoogleCalendarEvent): void {
    if (event.status === 'cancelled') {
      throw new CalendarSyncError('deleted', `The event ${event.id} has been deleted already.`);
    }
    this.put({ ...event, status: 'cancelled' });
  }

  /** Replaces the event that was imported before with the same iCalUID. */
  import(calendarId: string, resource: GoogleEvent): GoogleCalendarEvent {
    const before = this.storedEvents
      .all(calendarId)
      .find(
        ({ seriesId, googleEvent }) =>
          seriesId === undefined && googleEvent.iCalUID === resource.iCalUID,
      );
    if (!before) {
      this.#added += 1;
    }
    const id = before?.id ?? `added${this.#added}`;
    const organizer = { email: calendarId, self: true };
    return this.put(
      existing(this.toEvent(calendarId, { status: 'confirmed', organizer, ...resource, id })),
    );
  }

  /** A series moves with the exceptions that it has. */
  move(event: GoogleCalendarEvent, destination: string): GoogleCalendarEvent {
    for (const member of this.storedEvents.all(event.calendarId)) {
      if (member.id === event.id || member.seriesId === event.id) {
        const organizer = { email: destination, self: true };
        this.put(existing(this.toEvent(destination, { ...member.googleEvent, organizer })));
        this.put({ ...member, status: 'cancelled' });
      }
    }
    return this.existing(destination, event.id);
  }

  /** Deletes the events of a calendar for good. */
  removeEvents(calendarId: string): void {
    this.storedEvents.removeAll(calendarId);
  }

  /** The entries of the account's list of calendars. */
  get entries(): readonly CalendarEntry[] {
    return this.storedCalendars.list.map(({ googleCalendar }) => googleCalendar);
  }

  entry(calendarId: string): (CalendarEntry & { readonly id: string }) | undefined {
    const calendar = this.storedCalendars.get(calendarId);
    return calendar && { ...calendar.googleCalendar, id: calendarId };
  }

  /** Puts a calendar in the account's list as its entry says. */
  list<Entry extends CalendarEntry>(entry: Entry): Entry {
    const identity = this.#identity ?? { account: this.account, grantedScopes: [] };
    const calendars = this.#options.open({ ...identity, calendarList: [entry] }).calendars.list;
    for (const calendar of calendars) {
      this.putCalendar(calendar);
    }
    return entry;
  }

  protected override expanded(
    master: GoogleCalendarEvent,
    occurrence: Occurrence,
  ): GoogleCalendarEvent {
    return occurrencesOf(this.#google)(master, occurrence);
  }

  protected override drafted(
    calendarId: string,
    id: string,
    draft: GoogleCalendarEventDraft,
  ): GoogleCalendarEvent {
    const { shown } = this.#google.planWrite({ kind: 'insert', calendarId, draft });
    const event = existing(shownEvent(shown));
    return { ...event, id, googleEvent: { ...event.googleEvent, id } };
  }

  protected override withVersion(event: GoogleCalendarEvent, version: string): GoogleCalendarEvent {
    const { calendarId, status, updated = this.#now() } = event;
    const written = { ...event.googleEvent, status, updated, etag: version };
    const googleEvent = asStored(written, this.account);
    const { attendees, conference } = existing(this.toEvent(calendarId, googleEvent));
    return {
      ...event,
      version,
      updated,
      ...(attendees ? { attendees } : {}),
      ...(conference ? { conference } : {}),
      googleEvent,
    };
  }

  #now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

function existing(event: GoogleCalendarEvent | undefined): GoogleCalendarEvent {
  if (!event) {
    throw new Error('The resource of this event has no times.');
  }
  return event;
}
