import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { dateFormat } from '../../config/date-format';
import { DisplayTimeZone } from '../../config/display-time-zone';
import { appLocale } from '../../language/app-locale';
import { type LoggedRequest, RequestLog } from './request-log';
import { hasFailed, outcomeText, purposeText } from './request-text';

/** The request log as a table, which can be held still. */
@Component({
  selector: 'app-request-table',
  templateUrl: './request-table.html',
  styleUrl: './request-table.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RequestTable {
  readonly #log = inject(RequestLog);
  readonly #google = inject(GoogleCalendarService);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #time = computed(() =>
    dateFormat(appLocale(), {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZone: this.#timeZone(),
    }),
  );
  readonly #milliseconds = new Intl.NumberFormat(appLocale(), {
    style: 'unit',
    unit: 'millisecond',
    unitDisplay: 'short',
  });

  readonly calendarOnly = signal(false);
  /** What is shown while the log is paused; it goes on behind. */
  readonly held = signal<readonly LoggedRequest[] | undefined>(undefined);
  readonly rows = computed(() => {
    const time = this.#time();
    const calendars = new Map(this.#google.calendars().map((calendar) => [calendar.id, calendar]));
    return (this.held() ?? this.#log.requests())
      .filter(({ kind }) => kind !== 'sign-in' || !this.calendarOnly())
      .map((request) => ({
        id: request.id,
        time: time.format(request.sentAt),
        tab: request.tab,
        purpose: purposeText(request, (id) => calendars.get(id)),
        request: `${request.method} ${request.route}`,
        outcome: outcomeText(request),
        failed: hasFailed(request),
        took: request.outcome ? this.#milliseconds.format(request.outcome.tookMs) : '',
      }));
  });

  togglePause(): void {
    this.held.update((held) => (held ? undefined : this.#log.requests()));
  }

  clear(): void {
    this.#log.clear();
    this.held.update((held) => held && []);
  }
}
