import {
  computed,
  DestroyRef,
  DOCUMENT,
  inject,
  Injectable,
  linkedSignal,
  signal,
} from '@angular/core';
import type { PendingWrite } from 'ngx-calendar-sync';
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
  /**
   * The ids of the writes that an outage holds up: one of them may be the first to notice, since the calendars are read about
   * every minute only. One that is tried again is still held up, as long as nothing has come of it.
   */
  readonly #heldUp = linkedSignal<readonly PendingWrite[], ReadonlySet<string>>({
    source: this.#google.pendingWrites,
    computation: (writes, previous) => {
      const heldUp = writes.filter(({ id, state, error }) =>
        state === 'sending'
          ? previous?.value.has(id)
          : state === 'waiting' && error !== undefined && isOutage(error),
      );
      return new Set(heldUp.map(({ id }) => id));
    },
  });
  readonly isOffline = computed(
    () => !this.#isBrowserOnline() || this.outage() !== undefined || this.#heldUp().size > 0,
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
