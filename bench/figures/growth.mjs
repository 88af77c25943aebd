import { DAY, distantMonths, MONTH } from '../calendars.mjs';
import { isPageOfAllEvents } from '../requests.mjs';

const SMALL = 10_000;
const LARGE = 200_000;
/** 1.05 of linear. */
const GOAL = 1.05;

/**
 * What 200,000 events cost in place of 10,000: the sync and the stored bytes for each event, and a month of 833 events, which
 * both copies have. The floor is the copy of 10,000.
 */
export const growth = {
  names: 'growth-200k',
  rounds: 3,
  rows: [
    { name: 'growth-200k-sync', goal: GOAL, cpu: true, note: 'per 1,000 events' },
    {
      name: 'growth-200k-query',
      goal: GOAL,
      value: ({ queryMs }) => queryMs,
      floor: ({ queryMs }) => queryMs,
      note: 'of a month, which has 833 events in both copies',
    },
    {
      name: 'growth-200k-stored',
      goal: GOAL,
      unit: 'bytes',
      value: ({ bytes }) => bytes,
      floor: ({ bytes }) => bytes,
      note: 'per event',
    },
  ],
  async prepare({ build, browser, accounts }) {
    const [other] = distantMonths(1);
    const measureCopyOf = async (size) => {
      const account = await accounts.shared(size);
      const site = browser.newSite(build.page);
      const page = await site.open();
      const sync = await page.measureSince(isPageOfAllEvents, 'fullSync', account, DAY);
      await page.call('syncInOrder');
      const storedBytes = await page.call('storedBytes');
      await page.close();
      const query = await site.measure('queryMonth', account, other, MONTH);
      await site.close();
      return {
        ms: sync.ms / (size / 1000),
        cpuMs: sync.cpuMs / (size / 1000),
        queryMs: query.ms,
        bytes: storedBytes / size,
        events: query.events,
      };
    };
    return {
      floor: () => measureCopyOf(SMALL),
      ours: () => measureCopyOf(LARGE),
      close: async () => undefined,
    };
  },
};
