import { distantMonths, MONTH } from '../calendars.mjs';

const MONTHS = distantMonths(100);

/** `setView` to a distant month, read from the copy. The floor is one request for the events of that month, delayed by 100 ms. */
export const navigate = {
  names: 'navigate-10k',
  rows: [{ name: 'navigate-10k', goal: 0.05 }],
  async prepare({ build, browser, accounts }) {
    const account = await accounts.shared(10_000);
    const site = browser.newSite(build.page);
    const opened = await site.open();
    await opened.call('openReplica', account, MONTH);
    const measure = (...call) => accounts.withDelay(account, 100, () => opened.measure(...call));
    return {
      floor: (round) => measure('bareTimeRange', account, MONTHS[round]),
      ours: (round) => measure('navigate', MONTHS[round]),
      close: async () => {
        await opened.close();
        await site.close();
      },
    };
  },
};
