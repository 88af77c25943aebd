import { WEEK } from '../calendars.mjs';

/**
 * From the sign-in to the first complete `events$` of a week, each request delayed by 100 ms. The floor is two requests, one
 * after the other: the list of calendars and the events of the week.
 */
export const firstPaint = {
  names: 'first-paint-10k',
  rows: [{ name: 'first-paint-10k', goal: 1.15 }],
  async prepare({ build, browser, accounts }) {
    const account = await accounts.shared(10_000);
    const inNewSite = async (...call) => {
      const site = browser.newSite(build.page);
      const measured = await accounts.withDelay(account, 100, () => site.measure(...call));
      await site.close();
      return measured;
    };
    return {
      floor: () => inNewSite('bareFirstPaint', account, WEEK),
      ours: () => inNewSite('firstPaint', account, WEEK),
      close: async () => undefined,
    };
  },
};
