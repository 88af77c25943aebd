import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { CalendarSyncError } from 'ngx-calendar-sync';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Account } from '../account/account';
import { errorSentence } from '../errors/error-sentence';
import { Notice } from '../notices/notice';

/** What stands between the user and their calendars, each with a way on. */
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

  readonly state = computed(() => this.account.session()?.state);
  /** An owner may write: where the app may not, it was not allowed to. */
  readonly readOnly = computed(() => {
    const own = this.google.calendars().filter(({ accessRole }) => accessRole === 'owner');
    return own.length > 0 && own.every(({ writable }) => !writable);
  });
  readonly failure = computed(() => {
    const failure = this.account.failure();
    return failure && errorSentence(failure);
  });
  /** A session that will not last: better said now than found out within the hour. */
  readonly shortLived = computed(() => {
    const state = this.google.authState();
    const reason = state.status === 'signed-in' ? state.notRenewable : undefined;
    return reason && reason !== this.#told() ? reason : undefined;
  });
  readonly #told = signal<CalendarSyncError | undefined>(undefined);

  /** While the sign-in has run out, that is the one thing to say. */
  readonly readErrors = computed(() => {
    if (this.state() !== 'active') return [];
    const calendars = this.google.calendars();
    const names = new Map<string, string[]>();
    for (const [id, error] of this.google.syncState().errors) {
      const name = calendars.find((calendar) => calendar.id === id)?.name ?? id;
      const sentence = errorSentence(error);
      names.set(sentence, [...(names.get(sentence) ?? []), `“${name}”`]);
    }
    return Array.from(names, ([sentence, list]) => ({
      sentence,
      names: new Intl.ListFormat('en').format(list),
    }));
  });

  readonly sentenceFor = errorSentence;

  dismiss(reason: CalendarSyncError): void {
    this.#told.set(reason);
  }
}
