import type { PendingTasks } from '@angular/core';
import { defer, finalize, type Observable, switchMap } from 'rxjs';
import type {
  CalendarEvent,
  CalendarEventChanges,
  CalendarRecords,
  Occurrence,
} from 'ngx-calendar-sync';
import type { ɵAccessTokens as AccessTokens } from 'ngx-calendar-sync/account';
import type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  ɵGoogleIdentity as GoogleIdentity,
  ɵGoogleProvider as GoogleProvider,
  ɵGoogleTypes as GoogleTypes,
  ɵOpenGoogle as OpenGoogle,
} from 'ngx-calendar-sync/google';
import { InMemoryCalendarProvider } from './in-memory-calendar-provider';

/** An event for a test; Google's own resource is made of its properties, unless `googleEvent` has them. */
export type EventInTest = CalendarEvent & Partial<GoogleCalendarEvent>;

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
    const drafted = this.draftEvent(calendarId, id, event);
    return this.put({
      ...drafted,
      ...event,
      calendarId,
      googleEvent: { ...drafted.googleEvent, ...googleEvent },
    });
  }

  get calendars(): readonly GoogleCalendar[] {
    return this.#google.calendars;
  }

  get timeZone(): string | undefined {
    return this.#google.timeZone;
  }

  update(identity: GoogleIdentity): void {
    this.#google.update(identity);
  }

  timeZoneOf(calendarId: string): string | undefined {
    return this.#google.timeZoneOf(calendarId);
  }

  /** `primary` is the account's own calendar here, too. */
  override idOf(calendarId: string): string {
    return this.#google.idOf(calendarId);
  }

  override recall(records: CalendarRecords): readonly GoogleCalendar[] {
    const { calendars } = records;
    const entries = Object.entries(calendars as Readonly<Record<string, GoogleCalendar>>);
    return this.#google.recall({
      ...records,
      calendars: Object.fromEntries(
        entries.map(([id, { googleCalendar }]) => [id, googleCalendar]),
      ),
    });
  }

  override occurrenceOf(master: GoogleCalendarEvent, occurrence: Occurrence): GoogleCalendarEvent {
    return this.#google.occurrenceOf(master, occurrence);
  }

  override draftEvent(
    calendarId: string,
    eventId: string,
    draft: GoogleCalendarEventDraft,
  ): GoogleCalendarEvent {
    return this.#google.draftEvent(calendarId, eventId, draft);
  }

  override changeEvent(
    event: GoogleCalendarEvent,
    changes: CalendarEventChanges<GoogleCalendarEventDraft>,
  ): GoogleCalendarEvent {
    return this.#google.changeEvent(event, changes);
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
