import { computed, inject, type Signal } from '@angular/core';
import { EmulatorControl, type Fault } from '../emulator/emulator-control';
import { type ExperimentAction, type ExperimentState, ready, running } from './experiment';
import { LabSync } from './lab-sync';

/** The state and the button of an experiment that puts a fault at the emulator until the user ends it. */
export function lastingFault(
  fault: Fault,
  texts: { readonly start: string; readonly end: string; readonly running: string },
): {
  readonly state: Signal<ExperimentState>;
  readonly actions: readonly [ExperimentAction];
  putBack(): Promise<void>;
} {
  const emulator = inject(EmulatorControl);
  const sync = inject(LabSync);
  const isRunning = computed(() => emulator.fired(fault) !== undefined);
  const end = async () => {
    if (isRunning()) {
      await emulator.clearFaults();
      sync.tellOnline();
    }
  };
  const start = async () => {
    await emulator.setFault(fault);
    void sync.ask();
  };
  return {
    state: computed(() => (isRunning() ? running(texts.running) : ready())),
    actions: [
      {
        label: computed(() => (isRunning() ? texts.end : texts.start)),
        run: () => (isRunning() ? end() : start()),
      },
    ],
    putBack: end,
  };
}
