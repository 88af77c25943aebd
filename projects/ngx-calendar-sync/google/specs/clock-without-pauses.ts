import { asyncScheduler, type SchedulerAction, type SchedulerLike, type Subscription } from 'rxjs';

/** From the shortest pause between two attempts up to the time in which a request has to be answered. */
const PAUSES_MS = { from: 750, below: 30_000 };

function scheduleWithoutPauses<T>(
  work: (this: SchedulerAction<T>, state?: T) => void,
  delay: number,
  state: T,
): Subscription {
  const isPause = delay >= PAUSES_MS.from && delay < PAUSES_MS.below;
  return asyncScheduler.schedule(work, isPause ? 0 : delay, state);
}

/** Time as it is, but the pauses between two attempts are not waited for. Every request has its whole time to be answered. */
export const clockWithoutPauses: SchedulerLike = {
  now: () => Date.now(),
  schedule: scheduleWithoutPauses,
};
