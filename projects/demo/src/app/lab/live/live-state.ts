import { computed, inject, Injectable } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { syncSummary } from './sync-summary';

/** The state of the service in one sentence. */
@Injectable({ providedIn: 'root' })
export class LiveState {
  readonly #google = inject(GoogleCalendarService);

  readonly summary = computed(
    () =>
      syncSummary(
        this.#google.authState(),
        this.#google.syncState(),
        this.#google.calendars().length > 0,
      ),
    { equal: (a, b) => a.text === b.text && a.tone === b.tone },
  );
}
