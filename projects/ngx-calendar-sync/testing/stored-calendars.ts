import type {
  Calendar,
  ɵPageRequest as PageRequest,
  ɵPulledCalendars as PulledCalendars,
} from 'ngx-calendar-sync/core';
import { ChangeFeed } from './change-feed';

export interface StoredCalendarsOptions {
  readonly series: 'masters' | 'occurrences';
  readonly pageSize: number;
}

/** The list of calendars that a service in memory holds, and the answers to pulls of it. */
export class StoredCalendars<C extends Calendar> {
  readonly #options: StoredCalendarsOptions;
  readonly #calendars = new Map<string, C>();
  readonly #feed = new ChangeFeed();

  constructor(options: StoredCalendarsOptions) {
    this.#options = options;
  }

  get list(): readonly C[] {
    return [...this.#calendars.values()];
  }

  get(calendarId: string): C | undefined {
    return this.#calendars.get(calendarId);
  }

  put(calendar: C): void {
    this.#calendars.set(calendar.id, calendar);
    this.#feed.changed(calendar.id);
  }

  remove(calendarId: string): void {
    this.#calendars.delete(calendarId);
    this.#feed.changed(calendarId);
  }

  forgetCursors(): void {
    this.#feed.forget();
  }

  /** A page of a pull. A service of occurrences cannot say what has changed in its list: it tells the whole list. */
  page(request: PageRequest): PulledCalendars {
    const toChange = (id: string) => {
      const record = this.#calendars.get(id);
      return record ? ({ kind: 'calendar', id, record } as const) : ({ kind: 'gone', id } as const);
    };
    if (this.#options.series === 'occurrences') {
      const changes = [...this.#calendars.keys()].map(toChange);
      return { whole: true, changes, next: { cursor: 'none' } };
    }
    const { ids, next } = this.#feed.page(request, {
      scope: '',
      pageSize: this.#options.pageSize,
      all: () => [...this.#calendars.keys()],
    });
    return { changes: ids.map(toChange), next };
  }
}
