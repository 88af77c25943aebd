import { ChangeDetectionStrategy, Component, computed, input, model } from '@angular/core';
import type { ColorOption } from './palette';

/** Radio buttons for one of several colours, each of which has a name. The name of the chosen one is shown. */
@Component({
  selector: 'app-color-choice',
  templateUrl: './color-choice.html',
  styleUrl: './color-choice.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColorChoice {
  readonly value = model.required<string>();
  readonly colors = input.required<readonly ColorOption[]>();
  /** Names that mean something to the user, so that they are shown beside their colours. */
  readonly labels = input<readonly ColorOption[]>([]);
  /** Names the group of radio buttons, of which a dialog may have several. */
  readonly group = input.required<string>();

  readonly chosenName = computed(
    () =>
      [...this.colors(), ...this.labels()].find(({ value }) => value === this.value())?.name ?? '',
  );
}
