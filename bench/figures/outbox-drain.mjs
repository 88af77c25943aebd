import { setTimeout } from 'node:timers/promises';
import { profiled } from '../page-profile.mjs';

const WRITES = 1000;
/** All events of the calendar: each of the changes shows. */
const ALL_YEARS = { start: '2023-01-01T00:00:00.000Z', end: '2028-01-01T00:00:00.000Z' };
/** After the last request nothing more is expected; what comes within this time is counted all the same. */
const QUIET_MS = 1_500;

/**
 * From the network's return until none of 1,000 stored changes of different events is pending. The floor sends the same
 * requests, as many at a time. What is sent until nothing more comes is counted: the changes, and a pull of the calendar.
 */
export const outboxDrain = {
  names: 'outbox-drain-1k',
  rounds: 5,
  needsInternals: true,
  rows: [
    { name: 'outbox-drain-1k', goal: 1.3, cpu: true },
    {
      name: 'outbox-drain-1k-requests',
      goal: WRITES + 1,
      unit: 'requests',
      value: ({ requests }) => requests,
      floor: null,
      note: "the writes, and a pull of the calendar; beside what the network's return causes without writes",
    },
  ],
  async prepare({ build, browser, accounts, explain }) {
    const account = await accounts.create(WRITES);
    return {
      floor: async () => {
        const site = browser.newSite(build.page);
        const measured = await site.measure('bareWrites', account);
        await site.close();
        return measured;
      },
      ours: async () => {
        const site = browser.newSite(build.page);
        const opened = await site.open();
        await opened.call('openReplica', account, ALL_YEARS);
        const context = opened.page.context();
        await context.setOffline(true);
        await accounts.forgetRequests();
        await context.setOffline(false);
        const withoutWrites = await allRequests(accounts);
        await context.setOffline(true);
        await opened.call('prepare', 'drainOutbox', [account, ALL_YEARS]);
        await accounts.forgetRequests();
        const drain = () => opened.runWhile(() => context.setOffline(false));
        const measured = await (explain ? profiled(opened.page, explain, drain) : drain());
        const requests = await allRequests(accounts);
        explain?.(
          `${JSON.stringify(kindsOf(withoutWrites))}, with writes ${JSON.stringify(kindsOf(requests))}`,
        );
        await opened.close();
        await site.close();
        return { ...measured, requests: requests.length - withoutWrites.length };
      },
      close: async () => undefined,
    };
  },
};

/** The requests that are not forgotten, once no more of them come. */
async function allRequests(accounts) {
  let requests = await accounts.requests();
  let count;
  while (requests.length !== count) {
    count = requests.length;
    await setTimeout(QUIET_MS);
    requests = await accounts.requests();
  }
  return requests;
}

/** By method and kind of address how many there were. */
function kindsOf(requests) {
  const kinds = {};
  for (const { method, path } of requests) {
    const kind = `${method} ${path.replace(/\/events\/.*/, '/events/ID')}`;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}
