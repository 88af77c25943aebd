import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Account } from '../account/account';
import { Modal } from '../modal/modal';
import { Toasts } from '../toasts/toasts';

/** Who is signed in, and the ways out. */
@Component({
  selector: 'app-account-menu',
  imports: [Modal, RouterLink],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  readonly account = inject(Account);
  readonly #toasts = inject(Toasts);

  readonly address = computed(() => this.account.session()?.address ?? '');
  readonly initial = computed(() => this.address().charAt(0).toUpperCase());
  readonly asking = signal(false);

  async disconnect(): Promise<void> {
    try {
      await this.account.disconnect();
      this.#toasts.done('This app has no access to your calendars any more.');
    } catch (error) {
      this.asking.set(false);
      this.#toasts.problem('The app is still connected.', error);
    }
  }
}
