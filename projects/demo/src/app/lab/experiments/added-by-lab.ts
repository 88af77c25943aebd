import { computed, inject, Injectable } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { EmulatorControl } from '../emulator/emulator-control';

const EVENTS = 'calendars/primary/events';
/** A private property of the events that the Lab has added, so that they are found again after a reload of the page. */
const MARK = 'calendarLabAdded';
const HOUR_MS = 3_600_000;

/** Events that the Lab adds by the app itself. */
@Injectable({ providedIn: 'root' })
export class AddedByLab {
  readonly #google = inject(GoogleCalendarService);
  readonly #emulator = inject(EmulatorControl);

  /** Those in view. */
  readonly events = computed(() =>
    this.#google
      .events()
      .filter(({ extendedProperties }) => extendedProperties?.private?.[MARK] !== undefined),
  );
  /** The writes that Google has not confirmed. */
  readonly waiting = computed(() => {
    const ids = new Set(this.events().map(({ id }) => id));
    return this.#google
      .pendingWrites()
      .filter(({ kind, eventId }) => kind === 'insert' && ids.has(eventId));
  });

  /** Resolves once the write is stored: it waits for the network. */
  async add(calendarId: string): Promise<void> {
    const start = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
    await this.#google.addEvent(
      calendarId,
      {
        title: $localize`:@@lab.addedTitle:Written offline`,
        start: new Date(start),
        end: new Date(start + HOUR_MS),
        extendedProperties: { private: { [MARK]: '1' } },
      },
      { durable: true },
    );
  }

  /** Takes back those that wait, and deletes those that Google has. */
  async remove(email: string | undefined): Promise<void> {
    await Promise.all(this.waiting().map(({ id }) => this.#google.discardWrite(id)));
    if (email === undefined) {
      return;
    }
    const { items = [] } = (await this.#emulator.as(email, {
      path: EVENTS,
      query: { privateExtendedProperty: `${MARK}=1` },
    })) as { readonly items?: readonly { readonly id: string }[] };
    for (const { id } of items) {
      await this.#emulator.as(email, { method: 'DELETE', path: `${EVENTS}/${id}` });
    }
  }
}
