import { computed, inject, Injectable, signal } from '@angular/core';
import { isOfGoogle } from '../accounts/of-google';
import { UserCalendars } from '../accounts/user-calendars';

/** Which calendars are shown: those selected at their provider, unless the user has switched one here; no hidden ones. */
@Injectable()
export class CalendarSwitches {
  readonly #calendars = inject(UserCalendars);
  readonly #switchedByUser = signal<ReadonlyMap<string, boolean>>(new Map());

  readonly calendars = computed(() =>
    this.#calendars
      .calendars()
      .filter(({ hidden }) => !hidden)
      .map((calendar) => ({
        calendar,
        on: this.#switchedByUser().get(calendar.id) ?? calendar.selected,
      })),
  );
  /** Only Google has those. */
  readonly hiddenCalendars = computed(() =>
    this.#calendars
      .calendars()
      .filter(isOfGoogle)
      .filter(({ hidden }) => hidden),
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
