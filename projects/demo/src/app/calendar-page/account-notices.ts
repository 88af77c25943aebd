import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import type { CalendarSyncError } from 'ngx-calendar-sync';
import type { Account } from '../accounts/account';
import { Accounts } from '../accounts/accounts';
import { Connection } from '../connection/connection';
import { errorSentence } from '../errors/error-sentence';
import { isOutage } from '../errors/outage';
import { focusKeeper } from '../focus/focus-keeper';
import { appLocale } from '../language/app-locale';
import { quoted } from '../language/quoted';
import { Notice } from '../notices/notice';

/** Notices of what keeps the user from reading or changing the calendars of one account, each with a button for what to do. */
@Component({
  selector: 'app-account-notices',
  imports: [Notice],
  templateUrl: './account-notices.html',
  styles: `
    :host {
      display: contents;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountNotices {
  readonly account = input.required<Account>();
  readonly #accounts = inject(Accounts);
  readonly #connection = inject(Connection);

  /** The pressed button disappears with its notice, so the focus goes to the calendar. */
  readonly keepFocusAfter = focusKeeper(() => document.getElementById('content'));

  readonly service = computed(() => this.account().service);
  /** Says which account a notice is about, where there are several. */
  readonly name = computed(() =>
    this.#accounts.areSeveral() || !this.account().session() ? `${this.account().name}: ` : '',
  );
  readonly state = computed(() => this.account().session()?.state);
  /** Whether the calendars on screen are those of the last visit, which the mark in the toolbar says. */
  readonly isCut = computed(
    () =>
      this.#connection.outageOf(this.account()) !== undefined &&
      this.service().calendars().length > 0,
  );
  /** Says why there are no calendars, or why the window for a new sign-in cannot be opened. */
  readonly unreachable = computed(() => {
    const state = this.service().authState();
    const expired = state.status === 'expired' ? state.reason : undefined;
    const unread = this.service().syncState().copy?.error;
    const errors = [expired, unread];
    const outage = errors.find((error) => error && isOutage(error));
    if (this.isCut()) {
      return undefined;
    }
    const reason =
      outage ??
      (this.state() === 'active' ? unread : undefined) ??
      (this.service().ready() ? undefined : expired);
    return reason && errorSentence(reason);
  });
  /** The scopes that are missing for changes. An owner may always write, so if the app may not, the user has not allowed it. */
  readonly scopesToWrite = computed(() => {
    const capabilities = this.service().capabilities();
    const owned = this.service()
      .calendars()
      .filter(({ accessRole }) => accessRole === 'owner')
      .flatMap(({ id }) => capabilities.get(id) ?? []);
    const missing = new Set(owned.flatMap(({ missingScopes }) => missingScopes));
    return owned.some(({ write }) => write) || missing.size === 0 ? undefined : [...missing];
  });
  readonly failure = computed(() => {
    const failure = this.account().failure();
    return failure && errorSentence(failure);
  });
  /** Why the sign-in will end with its token, within the hour. Shown at once, so that this does not come as a surprise. */
  readonly notRenewableReason = computed(() => {
    const state = this.service().authState();
    const reason = state.status === 'signed-in' ? state.notRenewable : undefined;
    return reason && reason !== this.#dismissedReason() ? reason : undefined;
  });
  readonly #dismissedReason = signal<CalendarSyncError | undefined>(undefined);

  /** Calendars that could not be read, by message. None while the sign-in has expired, which another notice says. */
  readonly readErrors = computed(() => {
    if (this.state() !== 'active') {
      return [];
    }
    const calendars = this.service().calendars();
    const names = new Map<string, string[]>();
    for (const [id, error] of this.service().syncState().errors) {
      const name = calendars.find((calendar) => calendar.id === id)?.name ?? id;
      const sentence = errorSentence(error);
      names.set(sentence, [...(names.get(sentence) ?? []), quoted(name)]);
    }
    return Array.from(names, ([sentence, list]) => ({
      sentence,
      names: new Intl.ListFormat(appLocale()).format(list),
    }));
  });

  readonly sentenceFor = errorSentence;

  retry(): void {
    this.account().initializeAgain();
    this.refresh();
  }

  /** What fails shows in the state of the service, and so in these notices. */
  refresh(): void {
    this.service()
      .refresh()
      .catch(() => undefined);
  }

  dismiss(reason: CalendarSyncError): void {
    this.#dismissedReason.set(reason);
  }
}
