import { distantMonths, MONTH } from '../calendars.mjs';

/** A month of 833 events from the copy of 50,000 events, in a new page. The floor is the same month from a copy of 5,000. */
export const rangeQuery = {
  names: 'range-query-50k',
  rows: [{ name: 'range-query-50k', goal: 1, cpu: true }],
  async prepare({ build, browser, accounts }) {
    const [other] = distantMonths(1);
    const [large, small] = await Promise.all(
      [50_000, 5_000].map(async (size) => {
        const account = await accounts.shared(size);
        const site = browser.newSite(build.page);
        const opened = await site.open();
        await opened.call('openReplica', account, MONTH);
        await opened.close();
        return { query: () => site.measure('queryMonth', account, other, MONTH), site };
      }),
    );
    return {
      floor: () => small.query(),
      ours: () => large.query(),
      close: async () => {
        await large.site.close();
        await small.site.close();
      },
    };
  },
};
