import { computed, inject, Injectable } from '@angular/core';
import type {
  CalendarEventChanges,
  CalendarView,
  ConflictChoice,
  EventReference,
  WriteOptions,
} from 'ngx-calendar-sync';
import type { GoogleCalendarEventDraft, ResponseOptions } from 'ngx-calendar-sync/google';
import type { Account } from './account';
import { Accounts } from './accounts';
import type { AnyCalendar, AnyCalendarService, AnyEvent } from './any-account';

/** An account that could not be searched. */
export interface SearchFailure {
  readonly account: Account;
  readonly error: unknown;
}

export interface SearchResult {
  readonly events: readonly AnyEvent[];
  readonly failures: readonly SearchFailure[];
  /** How many accounts were open when the search began, including those that failed. */
  readonly accountCount: number;
}

/**
 * The calendars of all accounts as one, with the words of their services: what is shown is put together here, and a command
 * goes to the account whose calendar it is about. The ids of two providers are never the same.
 */
@Injectable({ providedIn: 'root' })
export class UserCalendars {
  readonly #accounts = inject(Accounts);

  readonly calendars = this.#all(({ calendars }) => calendars());
  readonly events = this.#all(({ events }) => events());
  readonly pendingWrites = this.#all(({ pendingWrites }) => pendingWrites());
  readonly conflicts = this.#all(({ conflicts }) => conflicts());
  /** Whether a calendar in view is being read. */
  readonly isLoading = computed(() =>
    this.#services().some(({ syncState }) => syncState().phase === 'loading'),
  );
  /** The ids of the calendars that are outlined and not filled, so that accounts are told apart: those of all but the first one. */
  readonly outlinedIds = computed<ReadonlySet<string>>(
    () =>
      new Set(
        this.#accounts
          .open()
          .slice(1)
          .flatMap(({ service }) => service.calendars().map(({ id }) => id)),
      ),
  );
  /** The last write of this tab that can be taken back. */
  readonly undoableWrite = computed(() => this.#lastWritten()?.write);

  readonly #lastWritten = computed(() =>
    this.#services()
      .flatMap((service) => {
        const write = service.undoableWrites().at(-1);
        return write ? [{ service, write }] : [];
      })
      .sort((one, other) => Number(one.write.madeAt) - Number(other.write.madeAt))
      .at(-1),
  );

  /** The account that a calendar is of; that of Google where none has it, as with one that has just been taken away. */
  accountOf(calendarId: string): Account {
    return (
      this.#accounts
        .all()
        .find(({ service }) => service.calendars().some(({ id }) => id === calendarId)) ??
      this.#accounts.google
    );
  }

  /** The name of a calendar, with that of its account where there are several. */
  fullNameOf({ id, name }: Pick<AnyCalendar, 'id' | 'name'>): string {
    return this.#accounts.areSeveral() ? `${name} · ${this.accountOf(id).name}` : name;
  }

  setView({ calendarIds, ...range }: CalendarView): void {
    for (const { service } of this.#accounts.open()) {
      const own = new Set(service.calendars().map(({ id }) => id));
      service.setView({ ...range, calendarIds: calendarIds.filter((id) => own.has(id)) });
    }
  }

  /** Rejects where one of the accounts could not be read at all, once all have been tried. */
  async sync(): Promise<void> {
    await settled(this.#accounts.open().map(({ service }) => service.sync()));
  }

  /** What fails shows in the state of the services. */
  refresh(): void {
    for (const { service } of this.#accounts.open()) {
      service.refresh().catch(() => undefined);
    }
  }

  /** Never rejects: what the others have is found, too, where an account could not be searched. */
  async search(
    text: string,
    range: Parameters<AnyCalendarService['search']>[1],
  ): Promise<SearchResult> {
    const results = await Promise.all(
      this.#accounts.open().map(async (account) => {
        try {
          return { events: await account.service.search(text, range), failures: [] };
        } catch (error) {
          return { events: [], failures: [{ account, error }] };
        }
      }),
    );
    return {
      events: results.flatMap(({ events }) => events),
      failures: results.flatMap(({ failures }) => failures),
      accountCount: results.length,
    };
  }

  getMaster(occurrence: AnyEvent): Promise<AnyEvent> {
    return this.#of(occurrence.calendarId).getMaster(occurrence);
  }

  addEvent(
    calendarId: string,
    draft: GoogleCalendarEventDraft,
    options?: WriteOptions,
  ): Promise<AnyEvent> {
    return this.#of(calendarId).addEvent(calendarId, draft, options);
  }

  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<GoogleCalendarEventDraft>,
    options?: WriteOptions,
  ): Promise<AnyEvent> {
    return this.#of(calendarId).updateEvent(calendarId, changes, options);
  }

  deleteEvent(calendarId: string, event: EventReference, options?: WriteOptions): Promise<void> {
    return this.#of(calendarId).deleteEvent(calendarId, event, options);
  }

  moveEvent(event: AnyEvent, toCalendarId: string, options?: WriteOptions): Promise<AnyEvent> {
    return this.#of(event.calendarId).moveEvent(event, toCalendarId, options);
  }

  respond(
    event: AnyEvent,
    response: 'accepted' | 'tentative' | 'declined',
    options?: ResponseOptions,
  ): Promise<AnyEvent> {
    return this.#of(event.calendarId).respond(event, response, options);
  }

  async undoLastWrite(): Promise<void> {
    await this.#lastWritten()?.service.undoLastWrite();
  }

  retryWrite(id: string): Promise<void> {
    return this.#withWrite(id).retryWrite(id);
  }

  discardWrite(id: string): Promise<void> {
    return this.#withWrite(id).discardWrite(id);
  }

  resolveConflict(id: string, choice: ConflictChoice): Promise<void> {
    return this.#withWrite(id).resolveConflict(id, choice);
  }

  /** The values of all accounts in one list. That of a single account is left as it is, so that what has not changed is the same. */
  #all<V>(valuesOf: (service: AnyCalendarService) => readonly V[]) {
    return computed<readonly V[]>(() => {
      const [first = [], ...more] = this.#services().map(valuesOf);
      return more.length > 0 ? [first, ...more].flat() : first;
    });
  }

  #services(): readonly AnyCalendarService[] {
    return this.#accounts.all().map(({ service }) => service);
  }

  #of(calendarId: string): AnyCalendarService {
    return this.accountOf(calendarId).service;
  }

  #withWrite(id: string): AnyCalendarService {
    return (
      this.#services().find(({ pendingWrites }) =>
        pendingWrites().some((write) => write.id === id),
      ) ?? this.#accounts.google.service
    );
  }
}

/** What all of them resolve to, or why the first one failed, once none of them is under way any more. */
async function settled<V>(tasks: readonly Promise<V>[]): Promise<V[]> {
  await Promise.allSettled(tasks);
  return Promise.all(tasks);
}
