import { computed, inject, signal } from '@angular/core';
import { EmulatorControl } from '../emulator/emulator-control';
import { type Experiment, over, ready, running } from './experiment';
import { LabSync } from './lab-sync';

/** Google has lost track of what changed since it was asked last. */
export function syncTokenExpired(): Experiment {
  const emulator = inject(EmulatorControl);
  const sync = inject(LabSync);
  const progress = signal<'ready' | 'reading' | 'over'>('ready');
  return {
    id: 'sync-token-expired',
    title: $localize`:@@lab.syncToken:Sync token expired`,
    does: $localize`:@@lab.syncTokenDoes:Google answers “410 Gone” when it is asked for changes since the last time.`,
    watchFor: $localize`:@@lab.syncTokenWatch:Every calendar is read anew. The old copy stays on screen until the new one is complete.`,
    needsEmulator: true,
    state: computed(() => {
      switch (progress()) {
        case 'ready':
          return ready();
        case 'reading':
          return running(
            $localize`:@@lab.syncTokenRunning:Every calendar is being read anew. It ends by itself.`,
          );
        case 'over':
          return over($localize`:@@lab.syncTokenOver:Over: Google has been asked for everything.`);
      }
    }),
    actions: [
      {
        label: computed(() => $localize`:@@lab.syncTokenStart:Expire the sync tokens`),
        run: async () => {
          await emulator.expireSyncTokens();
          progress.set('reading');
          void sync.ask().then(() => {
            progress.set('over');
          });
        },
      },
    ],
    putBack: async () => {
      progress.set('ready');
      return Promise.resolve();
    },
  };
}
