import { inject, Injectable } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';

/** Has the library ask Google, so that nobody has to wait for the effect of an experiment until the next pass. */
@Injectable({ providedIn: 'root' })
export class LabSync {
  readonly #google = inject(GoogleCalendarService);

  /** Resolves when Google has been asked, with or without success: the published state says which. */
  async ask(): Promise<void> {
    await this.#google.sync().catch(() => undefined);
  }

  /** Tells the library that the network is back, as the browser does. */
  tellOnline(): void {
    dispatchEvent(new Event('online'));
  }
}
