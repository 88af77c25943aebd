import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  Injector,
  signal,
} from '@angular/core';
import type { CalendarSyncError, CalendarSyncErrorCode } from 'ngx-calendar-sync';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Account } from '../account/account';
import { errorSentence } from '../errors/error-sentence';
import { Notice } from '../notices/notice';

/** What is nobody's fault, and passes. */
const OUTAGES: readonly CalendarSyncErrorCode[] = ['offline', 'unavailable'];

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

  readonly #injector = inject(Injector);

  readonly state = computed(() => this.account.session()?.state);
  /** Why what there is of the calendars may be old, or no window can open that would renew the sign-in. */
  readonly unreachable = computed(() => {
    const state = this.google.authState();
    const expired = state.status === 'expired' ? state.reason : undefined;
    const errors = [expired, this.google.syncState().copy?.error];
    const outage = errors.find((error) => error && OUTAGES.includes(error.code));
    if (outage && this.google.calendars().length > 0) {
      return 'You are offline: these are your calendars as they were last.';
    }
    const reason = outage ?? (this.google.ready() ? undefined : expired);
    return reason && errorSentence(reason);
  });
  /** An owner may write: where the app may not, it was not allowed to. */
  readonly scopesToWrite = computed(() => {
    const capabilities = this.google.capabilities();
    const own = this.google
      .calendars()
      .filter(({ accessRole }) => accessRole === 'owner')
      .flatMap(({ id }) => capabilities.get(id) ?? []);
    const missing = new Set(own.flatMap(({ missingScopes }) => missingScopes));
    return own.some(({ write }) => write) || missing.size === 0 ? undefined : [...missing];
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
    if (this.state() !== 'active') {
      return [];
    }
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

  /** What was pressed goes with its notice: the focus must not fall out of the page. */
  async actWith(attempt: Promise<void>): Promise<void> {
    await attempt;
    afterNextRender(
      () => {
        if (document.activeElement === document.body) {
          document.getElementById('content')?.focus();
        }
      },
      { injector: this.#injector },
    );
  }

  tryAgain(): void {
    this.account.tryAgain();
    this.refresh();
  }

  /** What fails shows in the state of the service, and so in these notices. */
  refresh(): void {
    this.google.refresh().catch(() => undefined);
  }

  dismiss(reason: CalendarSyncError): void {
    this.#told.set(reason);
  }
}
