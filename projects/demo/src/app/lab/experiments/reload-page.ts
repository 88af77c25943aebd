import { computed } from '@angular/core';
import { type Experiment, ready } from './experiment';

/** The page begins anew. */
export function reloadPage(): Experiment {
  return {
    id: 'reload-page',
    title: $localize`:@@lab.reload:Reload the page`,
    does: $localize`:@@lab.reloadDoes:Starts the app anew, as if you had closed it and come back.`,
    watchFor: $localize`:@@lab.reloadWatch:Events are there at once, from the local copy, and Google is asked for changes alone. Try it with the network cut.`,
    needsEmulator: false,
    state: computed(ready),
    actions: [
      {
        label: computed(() => $localize`:@@lab.reloadStart:Reload`),
        run: () => {
          location.reload();
        },
      },
    ],
  };
}
