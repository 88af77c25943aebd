import type { Fault } from '../emulator/emulator-control';
import type { Experiment } from './experiment';
import { lastingFault } from './lasting-fault';

export const CUT: Fault = { path: '**', drop: 'before', times: 0 };

/** Nothing of Google can be reached, and every connection is closed without an answer. */
export function cutNetwork(): Experiment {
  return {
    id: 'cut-network',
    title: $localize`:@@lab.cutNetwork:Cut the network`,
    does: $localize`:@@lab.cutNetworkDoes:Closes every connection to Google without an answer.`,
    watchFor: $localize`:@@lab.cutNetworkWatch:Events stay, and so they do after a reload. The library tries again for a few seconds, then says that it is offline.`,
    needsEmulator: true,
    ...lastingFault(CUT, {
      start: $localize`:@@lab.cutNetworkStart:Cut the network`,
      end: $localize`:@@lab.cutNetworkEnd:Mend the network`,
      running: $localize`:@@lab.cutNetworkRunning:The network is cut until you mend it.`,
    }),
  };
}
