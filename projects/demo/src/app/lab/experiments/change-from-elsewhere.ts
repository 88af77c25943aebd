import { computed, inject, signal } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../../accounts/accounts';
import { type Experiment, over, ready, running } from './experiment';
import { type ChangedElsewhere, ChangesFromElsewhere } from './changes-from-elsewhere';
import { LabSync } from './lab-sync';
import { NextOwnEvent } from './next-own-event';

/** Another app of the same account changes an event, or somebody else invites the account. */
export function changeFromElsewhere(): Experiment {
  const google = inject(GoogleCalendarService);
  const account = inject(Accounts).google;
  const changes = inject(ChangesFromElsewhere);
  const sync = inject(LabSync);
  const nextOwn = inject(NextOwnEvent).event;
  const made = signal<ChangedElsewhere | undefined>(undefined);
  const hasArrived = computed(() => {
    const change = made();
    return google.events().some(({ id, title }) => id === change?.id && title === change.title);
  });
  const act = async (change: (email: string) => Promise<ChangedElsewhere>) => {
    const email = account.address();
    if (email !== undefined) {
      made.set(await change(email));
    }
  };
  return {
    id: 'change-from-elsewhere',
    title: $localize`:@@lab.elsewhere:Somebody else changes an event`,
    does: $localize`:@@lab.elsewhereDoes:Renames your next event from another app, or lets a friend invite you to a coffee.`,
    watchFor: $localize`:@@lab.elsewhereWatch:The change appears among the next events, within about a minute or as soon as Google is asked.`,
    needsEmulator: true,
    state: computed(() => {
      if (!made()) {
        return ready();
      }
      return hasArrived()
        ? over($localize`:@@lab.elsewhereOver:It has arrived.`)
        : running($localize`:@@lab.elsewhereRunning:Google has the change, and it is on its way.`);
    }),
    actions: [
      {
        label: computed(() => $localize`:@@lab.elsewhereRename:Rename my next event`),
        disabled: computed(() => nextOwn() === undefined),
        run: () =>
          act((email) => {
            const { id = '', title = '' } = nextOwn() ?? {};
            return changes.rename(email, { id, title });
          }),
      },
      {
        label: computed(() => $localize`:@@lab.elsewhereInvite:Invite me`),
        run: () => act((email) => changes.invite(email)),
      },
      {
        label: computed(() => $localize`:@@lab.askNow:Ask Google now`),
        run: async () => {
          await sync.ask();
        },
      },
    ],
    putBack: async () => {
      await changes.undo(account.address());
      made.set(undefined);
    },
  };
}
