import { computed, DestroyRef, DOCUMENT, inject, Injectable, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { isOutage } from '../errors/outage';

/** Whether Google can be reached, as far as that is known. */
@Injectable({ providedIn: 'root' })
export class Connection {
  readonly #google = inject(GoogleCalendarService);
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #isBrowserOnline = signal(this.#window?.navigator.onLine !== false);

  /** The failure of the last reading, or of the sign-in, that ends without the user's help. */
  readonly outage = computed(() => {
    const state = this.#google.authState();
    const expired = state.status === 'expired' ? state.reason : undefined;
    return [expired, this.#google.syncState().copy?.error].find(
      (error) => error && isOutage(error),
    );
  });
  /** A write may be the first to notice: the calendars are read about every minute only. */
  readonly #isWriteHeldUp = computed(() =>
    this.#google
      .pendingWrites()
      .some(({ state, error }) => state === 'waiting' && error && isOutage(error)),
  );
  readonly isOffline = computed(
    () => !this.#isBrowserOnline() || this.outage() !== undefined || this.#isWriteHeldUp(),
  );

  constructor() {
    const update = () => {
      this.#isBrowserOnline.set(this.#window?.navigator.onLine !== false);
    };
    this.#window?.addEventListener('online', update);
    this.#window?.addEventListener('offline', update);
    inject(DestroyRef).onDestroy(() => {
      this.#window?.removeEventListener('online', update);
      this.#window?.removeEventListener('offline', update);
    });
  }
}
