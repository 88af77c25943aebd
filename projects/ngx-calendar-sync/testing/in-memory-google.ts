import type { PendingTasks } from '@angular/core';
import { defer, finalize, type Observable, switchMap } from 'rxjs';
import type {
  CalendarEventChanges,
  ɵCalendarRecords as CalendarRecords,
  ɵOccurrence as Occurrence,
  ɵPreparedWrite as PreparedWrite,
  ɵAccountCalendars as AccountCalendars,
} from 'ngx-calendar-sync';
import type { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleCalendarListEntry,
  ɵGoogleIdentity as GoogleIdentity,
  ɵGoogleProvider as GoogleProvider,
  ɵGoogleTypes as GoogleTypes,
  ɵOpenGoogle as OpenGoogle,
} from 'ngx-calendar-sync/google';
import type { EventInTest } from './fixtures';
import { InMemoryCalendarProvider } from './in-memory-calendar-provider';

/** Google Calendar in memory: requests are answered here, and events are mapped as the real provider maps them. */
export class InMemoryGoogle
  extends InMemoryCalendarProvider<GoogleTypes>
  implements GoogleProvider
{
  readonly #primary: string | undefined;
  #google: GoogleProvider;

  constructor(
    calendars: readonly GoogleCalendar[],
    private readonly open: OpenGoogle,
    private readonly tokens: AccessTokens,
    private readonly tasks: PendingTasks,
  ) {
    super({ calendars });
    this.#primary = calendars.find(({ primary }) => primary)?.id;
    this.#google = open(undefined);
  }

  /** The same calendars for this account; without an identity there are none. */
  openFor(identity: GoogleIdentity | undefined): this {
    this.#google = this.open(identity);
    return this;
  }

  putInTest(event: EventInTest): GoogleCalendarEvent {
    const { id, googleEvent } = event;
    const calendarId =
      event.calendarId === 'primary' ? (this.#primary ?? event.calendarId) : event.calendarId;
    const drafted = this.drafted(calendarId, id, event);
    return this.put({
      ...drafted,
      ...event,
      calendarId,
      googleEvent: { ...drafted.googleEvent, ...googleEvent },
    });
  }

  override get calendars(): AccountCalendars<GoogleCalendar> {
    return this.#google.calendars;
  }

  get timeZone(): string | undefined {
    return this.#google.timeZone;
  }

  get colors(): GoogleProvider['colors'] {
    return this.#google.colors;
  }

  putEntry(entry: GoogleCalendarListEntry): GoogleCalendar | undefined {
    return this.#google.putEntry(entry);
  }

  update(identity: GoogleIdentity): void {
    this.#google.update(identity);
  }

  readonly read: GoogleProvider['read'] = (calendarId, request) =>
    this.#google.read(calendarId, request);

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

  protected override expanded(
    master: GoogleCalendarEvent,
    occurrence: Occurrence,
  ): GoogleCalendarEvent {
    return this.#google.occurrenceOf(master, occurrence);
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
    return shownBy(this.#google.prepareWrite({ kind: 'update', calendarId, changes, seen: event }));
  }

  /** Waits for a token first, as real requests do, and keeps the app unstable until the answer is there. */
  protected override request<R>(name: string, answer: () => R | Promise<R>): Observable<R> {
    return defer(() => this.tokens.valid()).pipe(
      switchMap(() => {
        const done = this.tasks.add();
        return super.request(name, answer).pipe(finalize(done));
      }),
    );
  }

  protected override withVersion(event: GoogleCalendarEvent, version: string): GoogleCalendarEvent {
    const { status } = event;
    return { ...event, version, googleEvent: { ...event.googleEvent, status, etag: version } };
  }
}

function shownBy({ shown }: PreparedWrite<GoogleCalendarEvent>): GoogleCalendarEvent {
  if (shown.kind !== 'put') {
    throw new Error('An event was written, and a write without one was prepared.');
  }
  return shown.event;
}
