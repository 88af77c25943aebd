import { inject, Injectable, signal } from '@angular/core';
import { EmulatorControl } from '../emulator/emulator-control';
import { changeFromElsewhere } from './change-from-elsewhere';
import { closeWithWrites } from './close-with-writes';
import { conflictFromElsewhere } from './conflict-from-elsewhere';
import { cutNetwork } from './cut-network';
import type { Experiment } from './experiment';
import { expireToken } from './expire-token';
import { rateLimitStorm } from './rate-limit-storm';
import { reloadPage } from './reload-page';
import { LabSync } from './lab-sync';
import { slowServer } from './slow-server';
import { syncTokenExpired } from './sync-token-expired';
import { threeTabs } from './three-tabs';

/** Each is a function of a file of its own, called in an injection context. Add one here, and it has its card. */
const EXPERIMENTS: readonly (() => Experiment)[] = [
  cutNetwork,
  expireToken,
  rateLimitStorm,
  syncTokenExpired,
  slowServer,
  changeFromElsewhere,
  conflictFromElsewhere,
  closeWithWrites,
  threeTabs,
  reloadPage,
];

/** The experiments of the Lab. They go on while another page is shown, so that their effect can be seen there. */
@Injectable({ providedIn: 'root' })
export class Experiments {
  readonly #emulator = inject(EmulatorControl);
  readonly #sync = inject(LabSync);
  readonly #puttingBack = signal(false);

  readonly all = EXPERIMENTS.map((make) => make());
  readonly puttingBack = this.#puttingBack.asReadonly();

  /**
   * Makes everything as it was, also what another tab or the page before a reload has begun. What one experiment cannot put
   * back keeps none of the others from it. While it is under way another call does nothing.
   * @throws EmulatorRefused, EmulatorUnreachable where something could not be put back
   */
  async putAllBack(): Promise<void> {
    if (this.#puttingBack()) {
      return;
    }
    this.#puttingBack.set(true);
    try {
      await this.#emulator.clearFaults();
      const ends = await Promise.allSettled(this.all.map(async (one) => one.putBack?.()));
      this.#sync.tellOnline();
      const failed = ends.find((end) => end.status === 'rejected');
      if (failed) {
        throw failed.reason;
      }
    } finally {
      this.#puttingBack.set(false);
    }
  }
}
