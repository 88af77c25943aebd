import { computed, inject } from '@angular/core';
import { type DemoTab, DemoTabs } from '../live/demo-tabs';
import { type Experiment, ready, running } from './experiment';

/** Several tabs of the app, one of which asks Google for all of them. */
export function threeTabs(): Experiment {
  const { tabs } = inject(DemoTabs);
  return {
    id: 'three-tabs',
    title: $localize`:@@lab.tabs:Three tabs`,
    does: $localize`:@@lab.tabsDoes:Opens this page in another tab; press twice for three.`,
    watchFor: $localize`:@@lab.tabsWatch:One tab alone asks Google: the one that you look at. The log shows the requests of all tabs.`,
    needsEmulator: false,
    state: computed(() => (tabs().length < 2 ? ready() : running(textOf(tabs())))),
    actions: [
      {
        label: computed(() => $localize`:@@lab.tabsOpen:Open another tab`),
        run: () => {
          open('/lab', '_blank', 'noopener');
        },
      },
    ],
  };
}

function textOf(tabs: readonly DemoTab[]): string {
  const count = tabs.length;
  const leader = tabs.find(({ leads }) => leads)?.number;
  return leader === undefined
    ? $localize`:@@lab.tabsOpenNow:Open tabs: ${count}:count:. Close the others when you are done.`
    : $localize`:@@lab.tabsLeader:Open tabs: ${count}:count:. Tab ${leader}:leader: asks Google for all of them. Close the others when you are done.`;
}
