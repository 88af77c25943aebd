import { computed, inject, Injectable, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';

/** Which calendars are shown: those selected in Google Calendar, unless the user has switched one here; no hidden ones. */
@Injectable()
export class CalendarSwitches {
  readonly #google = inject(GoogleCalendarService);
  readonly #switchedByUser = signal<ReadonlyMap<string, boolean>>(new Map());

  readonly calendars = computed(() =>
    this.#google
      .calendars()
      .filter(({ hidden }) => !hidden)
      .map((calendar) => ({
        calendar,
        on: this.#switchedByUser().get(calendar.id) ?? calendar.selected,
      })),
  );
  readonly hiddenCalendars = computed(() =>
    this.#google.calendars().filter(({ hidden }) => hidden),
  );
  readonly shownIds = computed(
    () => this.calendars().flatMap(({ calendar, on }) => (on ? [calendar.id] : [])),
    { equal: (a, b) => a.length === b.length && a.every((id, index) => id === b[index]) },
  );

  showAll(): void {
    this.#switchedByUser.set(new Map(this.calendars().map(({ calendar }) => [calendar.id, true])));
  }

  set(id: string, on: boolean): void {
    this.#switchedByUser.update((switched) => new Map(switched).set(id, on));
  }
}
