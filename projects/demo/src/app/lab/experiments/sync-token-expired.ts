import { computed, inject, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { EmulatorControl } from '../emulator/emulator-control';
import { type Experiment, over, ready, running } from './experiment';
import { LabSync } from './lab-sync';

/** Google has lost track of what changed since it was asked last. */
export function syncTokenExpired(): Experiment {
  const emulator = inject(EmulatorControl);
  const sync = inject(LabSync);
  const google = inject(GoogleCalendarService);
  const progress = signal<'ready' | 'reading' | 'not-asked' | 'over'>('ready');
  /** When the attempt to ask Google ended, in milliseconds since the epoch. */
  const askedAt = signal(0);
  /** Whether the library has brought the local copy up to date by itself since then. */
  const isSyncedSince = computed(() => (google.syncState().copy?.syncedAt ?? 0) > askedAt());
  const overText = () =>
    $localize`:@@lab.syncTokenOver:Over: Google has been asked for everything.`;
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
          return over(overText());
        case 'not-asked':
          return isSyncedSince()
            ? over(overText())
            : running(
                $localize`:@@lab.syncTokenNotAsked:Google could not be asked. Once it can, every calendar is read anew.`,
              );
      }
    }),
    actions: [
      {
        label: computed(() => $localize`:@@lab.syncTokenStart:Expire the sync tokens`),
        run: async () => {
          await emulator.expireSyncTokens();
          progress.set('reading');
          void sync.ask().then((hasAnswered) => {
            askedAt.set(Date.now());
            progress.update((now) =>
              now === 'reading' ? (hasAnswered ? 'over' : 'not-asked') : now,
            );
          });
        },
      },
    ],
    putBack: () => {
      progress.set('ready');
    },
  };
}
