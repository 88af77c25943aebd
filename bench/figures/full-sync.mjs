import { DAY } from '../calendars.mjs';
import { isPageOfAllEvents } from '../requests.mjs';

/**
 * From the first request for a page of all events, to a copy on the disk that has answered a day. The floor is `fetch` and
 * `JSON.parse` of the same pages.
 */
function fullSyncOf({ name, size, goal, rounds, delayMs }) {
  return {
    names: name,
    rounds,
    rows: [{ name, goal, cpu: true }],
    async prepare({ build, browser, accounts }) {
      const account = await accounts.shared(size);
      const inNewSite = async (...call) => {
        const site = browser.newSite(build.page);
        const measure = () => site.measureSince(isPageOfAllEvents, ...call);
        const measured = await (delayMs
          ? accounts.withDelay(account, delayMs, measure)
          : measure());
        await site.close();
        return measured;
      };
      return {
        // The number of events is left out: those of the floor are the last page's.
        floor: async () => ({ ...(await inNewSite('bareSync', account)), events: undefined }),
        ours: () => inNewSite('fullSync', account, DAY),
        close: async () => undefined,
      };
    },
  };
}

export const FULL_SYNCS = [
  fullSyncOf({ name: 'full-sync-10k', size: 10_000, goal: 1.25 }),
  fullSyncOf({ name: 'full-sync-50k', size: 50_000, goal: 1.25 }),
  fullSyncOf({ name: 'full-sync-50k-slow', size: 50_000, goal: 1.05, rounds: 3, delayMs: 100 }),
];
