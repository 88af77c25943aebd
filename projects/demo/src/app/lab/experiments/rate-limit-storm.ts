import { computed, inject } from '@angular/core';
import { EmulatorControl, type Fault } from '../emulator/emulator-control';
import { type Experiment, over, ready, running } from './experiment';
import { LabSync } from './lab-sync';

const REFUSALS = 4;
const STORM: Fault = {
  path: '/calendar/v3/**',
  status: 429,
  headers: { 'Retry-After': '1' },
  times: REFUSALS,
};

/** Google refuses a few requests in a row, as one that came too often. */
export function rateLimitStorm(): Experiment {
  const emulator = inject(EmulatorControl);
  const sync = inject(LabSync);
  return {
    id: 'rate-limit-storm',
    title: $localize`:@@lab.storm:A storm of 429`,
    does: $localize`:@@lab.stormDoes:Google refuses the next ${REFUSALS}:count: requests with “429 Too Many Requests”.`,
    watchFor: $localize`:@@lab.stormWatch:The library waits longer before each new attempt, and nothing fails.`,
    needsEmulator: true,
    state: computed(() => {
      const fired = emulator.fired(STORM);
      if (fired === undefined) {
        return ready();
      }
      return fired < REFUSALS
        ? running(
            $localize`:@@lab.stormRunning:Refused ${fired}:refused: of ${REFUSALS}:count:. It ends by itself.`,
          )
        : over($localize`:@@lab.stormOver:Over: Google takes requests again.`);
    }),
    actions: [
      {
        label: computed(() => $localize`:@@lab.stormStart:Let it storm`),
        run: async () => {
          await emulator.setFault(STORM);
          void sync.ask();
        },
      },
    ],
    putBack: async () => {
      if (emulator.fired(STORM) !== undefined) {
        await emulator.clearFaults();
      }
    },
  };
}
