import { ChangeDetectionStrategy, Component, computed, inject, input, signal } from '@angular/core';
import { Accounts } from '../../accounts/accounts';
import { emulatorSentence } from '../emulator/emulator-sentence';
import type { Experiment, ExperimentAction } from './experiment';

/** An experiment with its buttons and how it stands. */
@Component({
  selector: 'app-experiment-card',
  templateUrl: './experiment-card.html',
  styleUrl: './experiment-card.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ExperimentCard {
  readonly experiment = input.required<Experiment>();

  readonly #signedIn = computed(() => this.#account.session() !== undefined);
  readonly #account = inject(Accounts).google;
  readonly #busy = signal(false);
  readonly problem = signal<string | undefined>(undefined);
  readonly titleId = computed(() => `experiment-${this.experiment().id}`);
  readonly state = computed(() => this.experiment().state());

  /** Nothing can be begun while nobody is signed in, but what was begun can be ended. */
  isDisabled(action: ExperimentAction): boolean {
    const isReady = this.state().kind === 'ready';
    return (isReady && !this.#signedIn()) || (action.disabled?.() ?? false);
  }

  async run(action: ExperimentAction): Promise<void> {
    if (this.#busy()) {
      return;
    }
    this.#busy.set(true);
    this.problem.set(undefined);
    try {
      await action.run();
    } catch (thrown) {
      this.problem.set(emulatorSentence(thrown));
    } finally {
      this.#busy.set(false);
    }
  }
}
