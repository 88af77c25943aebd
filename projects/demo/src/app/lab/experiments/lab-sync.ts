import { inject, Injectable } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';

/** Has the library ask Google, so that nobody has to wait for the effect of an experiment until the next pass. */
@Injectable({ providedIn: 'root' })
export class LabSync {
  readonly #google = inject(GoogleCalendarService);

  /** Whether Google has answered. It may take until the user has signed in again. */
  async ask(): Promise<boolean> {
    return this.#google.sync().then(
      () => true,
      () => false,
    );
  }

  /** Tells the library that the network is back, as the browser does. */
  tellOnline(): void {
    dispatchEvent(new Event('online'));
  }
}
