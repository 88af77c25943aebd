import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
  signal,
} from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../accounts/accounts';
import { mediaQuery } from '../media/media-query';
import { Notice } from '../notices/notice';
import { PendingChanges } from '../pending-changes/pending-changes';
import { PendingChangesList } from '../pending-changes/pending-changes-list';
import { SignInPanel } from '../sign-in/sign-in-panel';
import { EmulatorControl } from './emulator/emulator-control';
import { emulatorSentence } from './emulator/emulator-sentence';
import { ExperimentCard } from './experiments/experiment-card';
import { Experiments } from './experiments/experiments';
import { DemoTabs } from './live/demo-tabs';
import { LiveState } from './live/live-state';
import { NextEvents } from './live/next-events';
import { SummaryLine } from './live/summary-line';
import { SyncPanel } from './live/sync-panel';
import { RequestTable } from './request-log/request-table';

const SECOND_MS = 1_000;
/** How often this page looks for what another tab has begun or ended. */
const FAULTS_EVERY_MS = 5_000;
const SHOWN_MS = 14 * 24 * 3_600_000;

/** The page on which things go wrong, to see what the library does about it. */
@Component({
  selector: 'app-lab',
  imports: [
    ExperimentCard,
    NextEvents,
    Notice,
    PendingChangesList,
    RequestTable,
    SignInPanel,
    SummaryLine,
    SyncPanel,
  ],
  templateUrl: './lab.html',
  styleUrl: './lab.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Lab {
  readonly account = inject(Accounts).google;
  readonly google = inject(GoogleCalendarService);
  readonly emulator = inject(EmulatorControl);
  readonly experiments = inject(Experiments);
  readonly pendingChanges = inject(PendingChanges);
  readonly #tabs = inject(DemoTabs);
  readonly #document = inject(DOCUMENT);

  /** Milliseconds since the epoch, each second. */
  readonly now = signal(Date.now());
  readonly #start = new Date(this.now());
  /** When the faults were read last, in milliseconds since the epoch. */
  #faultsReadAt = this.now();
  /** Those that are possible here. */
  readonly possible = computed(() =>
    this.experiments.all.filter(({ needsEmulator }) => !needsEmulator || this.emulator.isThere()),
  );
  readonly summary = inject(LiveState).summary;
  readonly isNarrow = mediaQuery('(max-width: 60rem)');
  /** Why not all could be put back. */
  readonly problem = signal<string | undefined>(undefined);
  readonly emulatorSentence = emulatorSentence();
  readonly tryAgain = $localize`:@@lab.tryAgain:Try again`;

  constructor() {
    this.google.setView(() => ({
      calendarIds: this.google
        .calendars()
        .filter(({ hidden, selected }) => selected && !hidden)
        .map(({ id }) => id),
      start: this.#start,
      end: new Date(this.#start.getTime() + SHOWN_MS),
    }));
    // Once the configuration says where the emulator is: a fault may be there since before this page was opened.
    effect(() => {
      if (this.emulator.isThere()) {
        this.refreshFaults();
      }
    });
    const timer = setInterval(() => {
      this.#tick();
    }, SECOND_MS);
    const lookAgain = () => {
      if (!this.#document.hidden) {
        this.refreshFaults();
        this.#tick();
      }
    };
    this.#document.addEventListener('visibilitychange', lookAgain);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
      this.#document.removeEventListener('visibilitychange', lookAgain);
    });
    this.#tick();
  }

  /** What fails shows in the state of the emulator. */
  refreshFaults(): void {
    this.#faultsReadAt = Date.now();
    this.emulator.refresh().catch(() => undefined);
  }

  async putAllBack(): Promise<void> {
    this.problem.set(undefined);
    try {
      await this.experiments.putAllBack();
    } catch (thrown) {
      this.problem.set(emulatorSentence(thrown));
    }
  }

  #tick(): void {
    if (this.#document.hidden) {
      return;
    }
    this.now.set(Date.now());
    void this.#tabs.look();
    // An emulator that does not answer is asked again by the button, which the page offers then.
    const mayHaveChanged =
      this.now() - this.#faultsReadAt >= FAULTS_EVERY_MS && !this.emulator.unreachable();
    if (this.emulator.hasFault() || mayHaveChanged) {
      this.refreshFaults();
    }
  }
}
