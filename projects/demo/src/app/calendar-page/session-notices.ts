import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { CalendarSyncError } from 'ngx-calendar-sync';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Account } from '../account/account';
import { CalendarSwitches } from '../calendar-list/calendar-switches';
import { Connection } from '../connection/connection';
import { errorSentence } from '../errors/error-sentence';
import { isOutage } from '../errors/outage';
import { focusKeeper } from '../focus/focus-keeper';
import { appLocale } from '../language/app-locale';
import { quoted } from '../language/quoted';
import { Notice } from '../notices/notice';

/** Notices of what keeps the user from reading or changing their calendars, each with a button for what to do. */
@Component({
  selector: 'app-session-notices',
  imports: [Notice],
  templateUrl: './session-notices.html',
  styleUrl: './session-notices.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SessionNotices {
  readonly account = inject(Account);
  readonly google = inject(GoogleCalendarService);
  readonly switches = inject(CalendarSwitches);
  readonly #connection = inject(Connection);

  /** The pressed button disappears with its notice, so the focus goes to the calendar. */
  readonly keepFocusAfter = focusKeeper(() => document.getElementById('content'));

  readonly state = computed(() => this.account.session()?.state);
  /** Whether the board is empty since no calendar is switched on, which is easily taken for a loss. */
  readonly allSwitchedOff = computed(
    () => this.switches.calendars().length > 0 && this.switches.shownIds().length === 0,
  );
  /** Whether the calendars on screen are those of the last visit, which the mark in the toolbar says. */
  readonly isCut = computed(
    () => this.#connection.outage() !== undefined && this.google.calendars().length > 0,
  );
  /** Says why there are no calendars, or why Google's window cannot be opened for a new sign-in. */
  readonly unreachable = computed(() => {
    const state = this.google.authState();
    const expired = state.status === 'expired' ? state.reason : undefined;
    const unread = this.google.syncState().copy?.error;
    const errors = [expired, unread];
    const outage = errors.find((error) => error && isOutage(error));
    if (this.isCut()) {
      return undefined;
    }
    const reason =
      outage ??
      (this.state() === 'active' ? unread : undefined) ??
      (this.google.ready() ? undefined : expired);
    return reason && errorSentence(reason);
  });
  /** The scopes that are missing for changes. An owner may always write, so if the app may not, the user has not allowed it. */
  readonly scopesToWrite = computed(() => {
    const capabilities = this.google.capabilities();
    const owned = this.google
      .calendars()
      .filter(({ accessRole }) => accessRole === 'owner')
      .flatMap(({ id }) => capabilities.get(id) ?? []);
    const missing = new Set(owned.flatMap(({ missingScopes }) => missingScopes));
    return owned.some(({ write }) => write) || missing.size === 0 ? undefined : [...missing];
  });
  readonly failure = computed(() => {
    const failure = this.account.failure();
    return failure && errorSentence(failure);
  });
  /** Why the sign-in will end with its token, within the hour. Shown at once, so that this does not come as a surprise. */
  readonly notRenewableReason = computed(() => {
    const state = this.google.authState();
    const reason = state.status === 'signed-in' ? state.notRenewable : undefined;
    return reason && reason !== this.#dismissedReason() ? reason : undefined;
  });
  readonly #dismissedReason = signal<CalendarSyncError | undefined>(undefined);

  /** Calendars that could not be read, by message. None while the sign-in has expired, which another notice says. */
  readonly readErrors = computed(() => {
    if (this.state() !== 'active') {
      return [];
    }
    const calendars = this.google.calendars();
    const names = new Map<string, string[]>();
    for (const [id, error] of this.google.syncState().errors) {
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

  showAll(): void {
    this.switches.showAll();
    void this.keepFocusAfter(Promise.resolve());
  }

  retry(): void {
    this.account.initializeAgain();
    this.refresh();
  }

  /** What fails shows in the state of the service, and so in these notices. */
  refresh(): void {
    this.google.refresh().catch(() => undefined);
  }

  dismiss(reason: CalendarSyncError): void {
    this.#dismissedReason.set(reason);
  }
}
