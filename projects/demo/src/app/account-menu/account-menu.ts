import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { Toasts } from '../toasts/toasts';

/** Menu with the signed-in account: diagnostics, sign-out and disconnecting. */
@Component({
  selector: 'app-account-menu',
  imports: [DialogHead, Modal],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  readonly account = inject(Accounts).google;
  readonly #google = inject(GoogleCalendarService);
  readonly #toasts = inject(Toasts);

  readonly address = computed(() => this.account.session()?.address ?? '');
  readonly initial = computed(() => this.address().charAt(0).toUpperCase());
  readonly confirmingDisconnect = signal(false);

  /** Copies a report for the developers. It contains no account and nothing of an event. */
  async copyDiagnostics(): Promise<void> {
    try {
      await navigator.clipboard.writeText(JSON.stringify(this.#google.diagnostics(), null, 2));
      this.#toasts.done(
        $localize`:@@accountMenu.copied:Diagnostics copied. Paste them into a bug report.`,
      );
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@accountMenu.notCopied:The diagnostics were not copied.`,
        error,
      );
    }
  }

  async disconnect(): Promise<void> {
    try {
      if (await this.account.disconnect()) {
        this.#toasts.done(
          $localize`:@@accountMenu.disconnected:This app has no access to your calendars any more.`,
        );
      }
    } catch (error) {
      this.#toasts.problem(
        $localize`:@@accountMenu.notDisconnected:The app is still connected.`,
        error,
      );
    }
  }
}
