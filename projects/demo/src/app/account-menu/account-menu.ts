import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { Account } from '../accounts/account';
import { Accounts } from '../accounts/accounts';
import { DemoConfigLoader } from '../config/demo-config';
import { listText } from '../language/list-text';
import { DialogHead } from '../modal/dialog-head';
import { Modal } from '../modal/modal';
import { Toasts } from '../toasts/toasts';

/** Menu with the signed-in accounts: sign-out, disconnecting, another account and diagnostics. */
@Component({
  selector: 'app-account-menu',
  imports: [DialogHead, Modal],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountMenu {
  readonly #accounts = inject(Accounts);
  readonly #config = inject(DemoConfigLoader).config;
  readonly #toasts = inject(Toasts);

  readonly google = this.#accounts.google;
  readonly open = this.#accounts.open;
  readonly areSeveral = this.#accounts.areSeveral;
  /** The accounts that the user can have beside those that are open. */
  readonly addable = computed(() => {
    const open: readonly Account[] = this.open();
    const isWithoutGoogle = this.#config()?.way === 'none';
    return this.#accounts
      .all()
      .filter(
        (account) => !open.includes(account) && !(account === this.google && isWithoutGoogle),
      );
  });
  readonly addresses = computed(() =>
    listText(this.open().map((account) => account.address() ?? '')),
  );
  readonly initial = computed(() => this.addresses().charAt(0).toUpperCase());
  readonly confirmingDisconnect = signal(false);

  /** Copies a report for the developers. It contains no account and nothing of an event. */
  async copyDiagnostics(): Promise<void> {
    try {
      await navigator.clipboard.writeText(JSON.stringify(this.#diagnostics(), null, 2));
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

  #diagnostics(): object {
    const reports = this.#accounts
      .all()
      .map(({ provider, service }) => [provider, service.diagnostics()] as const);
    return reports.length > 1 ? Object.fromEntries(reports) : this.google.service.diagnostics();
  }

  async disconnect(): Promise<void> {
    try {
      if (await this.google.disconnect()) {
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
