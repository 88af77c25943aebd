import { computed, inject } from '@angular/core';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Accounts } from '../../accounts/accounts';
import { EmulatorControl } from '../emulator/emulator-control';
import { AddedByLab } from './added-by-lab';
import { CUT } from './cut-network';
import { type Experiment, over, ready, running } from './experiment';
import { LabSync } from './lab-sync';

/** An event is added without a network, and the page is closed before it is sent. */
export function closeWithWrites(): Experiment {
  const google = inject(GoogleCalendarService);
  const account = inject(Accounts).google;
  const emulator = inject(EmulatorControl);
  const added = inject(AddedByLab);
  const sync = inject(LabSync);
  const isCut = computed(() => emulator.fired(CUT) !== undefined);
  const ownCalendar = computed(() => google.calendars().find(({ primary }) => primary)?.id);
  return {
    id: 'close-with-writes',
    title: $localize`:@@lab.closeTab:Close the tab with writes pending`,
    does: $localize`:@@lab.closeTabDoes:Cuts the network, adds an event, and starts the app anew before Google has heard of it.`,
    watchFor: $localize`:@@lab.closeTabWatch:The event and its place in the outbox are still there after the reload, and once the network is mended Google has the event, exactly once.`,
    needsEmulator: true,
    state: computed(() => {
      const waiting = added.waiting().length;
      if (waiting > 0) {
        return isCut()
          ? running(
              $localize`:@@lab.closeTabWaits:The event waits in the outbox. Reload, then go online again.`,
            )
          : running($localize`:@@lab.closeTabSends:The event is on its way to Google.`);
      }
      return added.events().length > 0
        ? over($localize`:@@lab.closeTabOver:Google has the event.`)
        : ready();
    }),
    actions: [
      {
        label: computed(() => $localize`:@@lab.closeTabStart:Add an event offline`),
        disabled: computed(() => ownCalendar() === undefined || added.waiting().length > 0),
        run: async () => {
          const calendarId = ownCalendar();
          if (calendarId !== undefined) {
            await emulator.setFault(CUT);
            await added.add(calendarId);
          }
        },
      },
      {
        label: computed(() => $localize`:@@lab.reloadStart:Reload`),
        disabled: computed(() => added.waiting().length === 0),
        run: () => {
          location.reload();
        },
      },
      {
        label: computed(() => $localize`:@@lab.closeTabEnd:Go online again`),
        disabled: computed(() => !isCut()),
        run: async () => {
          await emulator.clearFaults();
          sync.tellOnline();
        },
      },
    ],
    putBack: async () => {
      await added.remove(account.address());
    },
  };
}
