import type { PendingTasks } from '@angular/core';
import { defer, finalize, NEVER, type Observable, switchMap } from 'rxjs';
import type {
  CalendarEventChanges,
  ɵCalendarRecords as CalendarRecords,
  ɵEventQuery as EventQuery,
  ɵEventWrite as EventWrite,
  ɵOccurrence as Occurrence,
  ɵPreparedWrite as PreparedWrite,
  ɵProviderRecord as ProviderRecord,
  SendUpdates,
  ɵAccountCalendars as AccountCalendars,
} from 'ngx-calendar-sync/core';
import type { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
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
import { checkedWrite, shownBy } from './checked-write';
import type { FakeClock } from './fake-clock';
import type { EventInTest } from './fixtures';
import { InMemoryCalendarProvider } from './in-memory-calendar-provider';
import { asStored, shownByGoogle } from './stored-resource';

/** Google's two resources of a calendar in one: the calendar itself, and its entry in the list of the account. */
export type CalendarEntry = GoogleCalendarListEntry & GoogleCalendarResource;

export interface InMemoryGoogleOptions {
  /** The address of the account. */
  readonly account: string;
  readonly calendars: readonly GoogleCalendar[];
  readonly clock: FakeClock;
  readonly config: ConfigRef;
  /** Opens the real provider, which maps what is stored here. */
  readonly open: OpenGoogle;
  readonly tasks: PendingTasks;
  readonly tokens: AccessTokens;
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

  override prepareWrite(
    write: EventWrite<GoogleTypes>,
    sendUpdates: SendUpdates | undefined = this.#options.config.current?.sendUpdates,
  ): PreparedWrite<GoogleCalendarEvent> {
    const prepared = super.prepareWrite(write, sendUpdates);
    const send: typeof prepared.send = (version) =>
      this.#checked(write).pipe(switchMap(() => prepared.send(version)));
    return { ...prepared, send };
  }

  /** Waits for a token first, as real requests do, and keeps the app unstable until the answer is there. */
  override request<R>(name: string, answer: () => R | Promise<R>): Observable<R> {
    const { tasks, tokens } = this.#options;
    return defer(() => tokens.valid()).pipe(
      switchMap(() => {
        const done = tasks.add();
        return super.request(name, answer).pipe(finalize(done));
      }),
    );
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

  /** @param patch A JSON merge patch of the event's resource. */
  patch(event: GoogleCalendarEvent, patch: GoogleEvent): GoogleCalendarEvent {
    return this.put(this.changed(event, { id: event.id, googleEvent: patch }));
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
    const event = shownBy(this.#google.prepareWrite({ kind: 'insert', calendarId, draft }));
    return { ...event, id, googleEvent: { ...event.googleEvent, id } };
  }

  protected override changed(
    event: GoogleCalendarEvent,
    changes: CalendarEventChanges<GoogleCalendarEventDraft>,
  ): GoogleCalendarEvent {
    const { calendarId } = event;
    const write = { kind: 'update', calendarId, changes, seen: event } as const;
    return { ...shownBy(this.#google.prepareWrite(write)), updated: this.#now() };
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

  /** Keeps the app unstable until the rules are loaded. */
  #checked(write: EventWrite<GoogleTypes>): Observable<unknown> {
    return defer(() => {
      const done = this.#options.tasks.add();
      const known =
        write.kind === 'update'
          ? { ...write, seen: write.seen ?? this.stored(write.calendarId, write.changes.id) }
          : write;
      return checkedWrite(known, this.#google).pipe(finalize(done));
    });
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
