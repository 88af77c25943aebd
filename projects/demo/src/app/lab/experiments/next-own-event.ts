import { computed, inject, Injectable } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { DisplayTimeZone } from '../../config/display-time-zone';
import { isOver } from '../live/is-over';
import { ChangesFromElsewhere } from './changes-from-elsewhere';

/** The next event that the account alone decides about, and that is not renamed already. */
@Injectable({ providedIn: 'root' })
export class NextOwnEvent {
  readonly #google = inject(GoogleCalendarService);
  readonly #changes = inject(ChangesFromElsewhere);
  readonly #timeZone = inject(DisplayTimeZone).name;

  readonly event = computed(() => {
    const primary = this.#google.calendars().find((calendar) => calendar.primary)?.id;
    return this.#google
      .events()
      .find(
        (event) =>
          event.calendarId === primary &&
          event.editable &&
          event.title !== '' &&
          !isOver(event, Date.now(), this.#timeZone()) &&
          !this.#changes.isMark(event.extendedProperties?.private),
      );
  });
}
