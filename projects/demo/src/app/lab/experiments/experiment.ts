import type { Signal } from '@angular/core';

/** Something that goes wrong in the life of an app, to be tried in the Lab. */
export interface Experiment {
  readonly id: string;
  readonly title: string;
  /** What it does, in one sentence. */
  readonly does: string;
  /** What the user should look at meanwhile. */
  readonly watchFor: string;
  /** Whether it is possible with the emulator alone. */
  readonly needsEmulator: boolean;
  readonly state: Signal<ExperimentState>;
  readonly actions: readonly ExperimentAction[];
  /** Makes everything as it was before. Absent where nothing remains. */
  putBack?(): Promise<void> | void;
}

export interface ExperimentState {
  readonly kind: 'ready' | 'running' | 'over';
  /** How it stands, and how it ends; in words. */
  readonly text: string;
}

export interface ExperimentAction {
  /** The text of the button, which may change while the experiment runs. */
  readonly label: Signal<string>;
  /** Whether it would do nothing now. */
  readonly disabled?: Signal<boolean>;
  run(): Promise<void> | void;
}

export function ready(): ExperimentState {
  return { kind: 'ready', text: '' };
}

export function running(text: string): ExperimentState {
  return { kind: 'running', text };
}

export function over(text: string): ExperimentState {
  return { kind: 'over', text };
}
