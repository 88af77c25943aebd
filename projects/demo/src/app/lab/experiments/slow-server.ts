import type { Experiment } from './experiment';
import { lastingFault } from './lasting-fault';

const DELAY_MS = 2_000;

/** Google answers, but takes its time. */
export function slowServer(): Experiment {
  return {
    id: 'slow-server',
    title: $localize`:@@lab.slowServer:A slow server`,
    does: $localize`:@@lab.slowServerDoes:Lets Google take two seconds longer for each request.`,
    watchFor: $localize`:@@lab.slowServerWatch:Requests wait in the log, while events are on screen at once, from the local copy.`,
    needsEmulator: true,
    ...lastingFault(
      { path: '/calendar/v3/**', delayMs: DELAY_MS, times: 0 },
      {
        start: $localize`:@@lab.slowServerStart:Slow Google down`,
        end: $localize`:@@lab.slowServerEnd:Let it be fast again`,
        running: $localize`:@@lab.slowServerRunning:Google is slow until you end it.`,
      },
    ),
  };
}
