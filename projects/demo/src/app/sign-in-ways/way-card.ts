import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import type { SignInWay } from '../config/sign-in-way';
import { CodeSample } from './code-sample';
import { WAY_SAMPLES } from './way-samples';
import { WAY_TEXTS } from './way-texts';

/** Whether a way is the one in use, one that can be tried, or one that lacks something; `unknown` while config.json loads. */
export type WayState = 'in-use' | 'available' | 'missing' | 'unknown';

/** One way to sign in: when to choose it, what it means, its configuration, and a button to try it. */
@Component({
  selector: 'app-way-card',
  imports: [CodeSample],
  templateUrl: './way-card.html',
  styleUrl: './way-card.css',
  host: { '[class.in-use]': "state() === 'in-use'" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WayCard {
  readonly way = input.required<SignInWay>();
  readonly state = input.required<WayState>();
  readonly disabled = input(false);
  readonly chosen = output();

  readonly texts = computed(() => WAY_TEXTS[this.way()]);
  readonly tryLabel = computed(
    () => $localize`:@@signInWays.tryNamed:Try it here: ${this.texts().name}:INTERPOLATION:`,
  );
  readonly sample = computed(() => WAY_SAMPLES[this.way()]);
}
