import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../../accounts/accounts';
import { dateFormat } from '../../config/date-format';
import { DisplayTimeZone } from '../../config/display-time-zone';
import { appLocale } from '../../language/app-locale';
import { errorSentence } from '../../errors/error-sentence';
import { pluralText } from '../../language/plural-text';
import { LabSync } from '../experiments/lab-sync';
import { DemoTabs } from './demo-tabs';
import { LiveState } from './live-state';
import { SummaryLine } from './summary-line';

const MINUTE_MS = 60_000;

/** What the service publishes of sign-in and sync, as it is now. */
@Component({
  selector: 'app-sync-panel',
  imports: [SummaryLine],
  templateUrl: './sync-panel.html',
  styleUrl: './sync-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SyncPanel {
  /** Milliseconds since the epoch. */
  readonly now = input.required<number>();

  readonly google = inject(GoogleCalendarService);
  readonly account = inject(Accounts).google;
  readonly tabs = inject(DemoTabs);
  readonly #sync = inject(LabSync);
  readonly #timeZone = inject(DisplayTimeZone).name;
  readonly #time = computed(() =>
    dateFormat(appLocale(), { timeStyle: 'medium', timeZone: this.#timeZone() }),
  );
  readonly #minutes = new Intl.NumberFormat(appLocale(), {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  });
  readonly asking = signal(false);

  readonly summary = inject(LiveState).summary;
  readonly copy = computed(() => this.google.syncState().copy);
  readonly syncedAt = computed(() => {
    const at = this.copy()?.syncedAt;
    return at === undefined ? undefined : this.#time().format(at);
  });
  /** How long the access token is valid, and until when. */
  readonly token = computed(() => {
    const state = this.google.authState();
    if (state.status !== 'signed-in') {
      return undefined;
    }
    const leftMs = Math.max(0, state.expiresAt.getTime() - this.now());
    return {
      left: this.#minutes.format(Math.floor(leftMs / MINUTE_MS)),
      until: this.#time().format(state.expiresAt),
    };
  });
  readonly leader = computed(() => this.tabs.tabs().find(({ leads }) => leads)?.number);
  readonly calendars = computed(() => {
    const { errors, copy } = this.google.syncState();
    return this.google
      .calendars()
      .filter(({ hidden, selected }) => !hidden && selected)
      .map(({ id, name, color }) => {
        const error = errors.get(id) ?? copy?.errors.get(id);
        return { id, name, color, problem: error && errorSentence(error) };
      });
  });
  readonly calendarsText = computed(() =>
    pluralText(
      $localize`:@@lab.calendars:one {One calendar, as Google had it at ${this.syncedAt() ?? '–'}:TIME:} other {# calendars, as Google had them at ${this.syncedAt() ?? '–'}:TIME:}`,
      this.calendars().length,
    ),
  );
  readonly hasProblems = computed(() => this.calendars().some(({ problem }) => problem));

  /** While Google is being asked another click does nothing. */
  async ask(): Promise<void> {
    if (this.asking()) {
      return;
    }
    this.asking.set(true);
    await this.#sync.ask();
    this.asking.set(false);
  }
}
