import { WEEK } from '../calendars.mjs';

/**
 * From the call of a write without a network until it is on the screen, changes and new events in turn. The floor is the
 * time from one frame to the next.
 */
export const optimisticWrite = {
  names: 'optimistic-write',
  rounds: 5,
  needsInternals: true,
  rows: [{ name: 'optimistic-write', goal: 1 }],
  async prepare({ build, browser, accounts }) {
    const account = await accounts.create(1000);
    return {
      floor: () => browser.newSite(build.page).measure('frame'),
      ours: async () => {
        const site = browser.newSite(build.page);
        const opened = await site.open();
        await opened.call('openWeek', account, WEEK);
        const context = opened.page.context();
        try {
          return await opened.measureWhile(() => context.setOffline(true), 'writeOffline', WEEK);
        } finally {
          await context.setOffline(false);
          await opened.close();
          await site.close();
        }
      },
      close: async () => undefined,
    };
  },
};
