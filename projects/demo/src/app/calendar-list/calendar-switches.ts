import { computed, inject, Injectable, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';

/** Which calendars are on: at first those that are on in Google Calendar, then as the user switches them. */
@Injectable()
export class CalendarSwitches {
  readonly #google = inject(GoogleCalendarService);
  readonly #switched = signal<ReadonlyMap<string, boolean>>(new Map());

  readonly calendars = computed(() =>
    this.#google.calendars().map((calendar) => ({
      calendar,
      on: this.#switched().get(calendar.id) ?? calendar.selected,
    })),
  );
  readonly onIds = computed(
    () => this.calendars().flatMap(({ calendar, on }) => (on ? [calendar.id] : [])),
    { equal: (a, b) => a.length === b.length && a.every((id, index) => id === b[index]) },
  );

  set(id: string, on: boolean): void {
    this.#switched.update((switched) => new Map(switched).set(id, on));
  }
}
