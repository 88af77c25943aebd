import {
  computed,
  DestroyRef,
  DOCUMENT,
  inject,
  Injectable,
  linkedSignal,
  signal,
} from '@angular/core';
import type { CalendarSyncError, PendingWrite } from 'ngx-calendar-sync';
import type { Account } from '../accounts/account';
import { Accounts } from '../accounts/accounts';
import { UserCalendars } from '../accounts/user-calendars';
import { isOutage } from '../errors/outage';

/** Whether the user's calendars can be reached, as far as that is known. */
@Injectable({ providedIn: 'root' })
export class Connection {
  readonly #accounts = inject(Accounts);
  readonly #calendars = inject(UserCalendars);
  readonly #window = inject(DOCUMENT).defaultView;
  readonly #isBrowserOnline = signal(this.#window?.navigator.onLine !== false);

  /**
   * The ids of the writes that an outage holds up: one of them may be the first to notice, since the calendars are read about
   * every minute only. One that is tried again is still held up, as long as nothing has come of it.
   */
  readonly #heldUp = linkedSignal<readonly PendingWrite[], ReadonlySet<string>>({
    source: this.#calendars.pendingWrites,
    computation: (writes, previous) => {
      const heldUp = writes.filter(({ id, state, error }) =>
        state === 'sending'
          ? previous?.value.has(id)
          : state === 'waiting' && error !== undefined && isOutage(error),
      );
      return new Set(heldUp.map(({ id }) => id));
    },
  });
  /** Whether one of the accounts cannot be reached. */
  readonly isOffline = computed(
    () => !this.#isBrowserOnline() || this.#accounts.all().some((account) => this.isCut(account)),
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

  /** Whether an account cannot be reached. */
  isCut(account: Account): boolean {
    return (
      !this.#isBrowserOnline() ||
      this.outageOf(account) !== undefined ||
      account.service.pendingWrites().some(({ id }) => this.#heldUp().has(id))
    );
  }

  /** The failure of the last reading of an account, or of its sign-in, that ends without the user's help. */
  outageOf({ service }: Account): CalendarSyncError | undefined {
    const state = service.authState();
    const expired = state.status === 'expired' ? state.reason : undefined;
    return [expired, service.syncState().copy?.error].find((error) => error && isOutage(error));
  }
}
