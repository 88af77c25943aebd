import { WEEK } from '../calendars.mjs';
import { profiled } from '../page-profile.mjs';

const MANY = 2000;
/** The first hundred of them warms the code up. */
const FEW = 200;

/**
 * What a hundred writes cost while many others wait without a network: new events that are not in view, and changes of the
 * events of a week that is, in turn. The figure is of the last hundred of 2,000 writes, its floor of the last hundred of 200:
 * a ratio of 1 is a cost that does not grow.
 */
export const pendingWrites = {
  names: 'pending-2k',
  rounds: 5,
  needsInternals: true,
  rows: [
    { name: 'pending-2k-call', goal: 2, note: 'until the calls return' },
    {
      name: 'pending-2k-stored',
      goal: 2,
      value: ({ storedMs }) => storedMs,
      floor: ({ storedMs }) => storedMs,
      note: 'until the writes are stored',
    },
  ],
  async prepare({ build, browser, accounts, explain }) {
    const account = await accounts.create(1000);
    const measureWrites = async (count) => {
      const site = browser.newSite(build.page);
      const opened = await site.open();
      await opened.call('openWeek', account, WEEK);
      const context = opened.page.context();
      try {
        await opened.call('prepare', 'writeManyOffline', [WEEK, count]);
        const write = () => opened.runWhile(() => context.setOffline(true));
        return await (explain ? profiled(opened.page, explain, write) : write());
      } finally {
        await context.setOffline(false);
        await opened.close();
        await site.close();
      }
    };
    return {
      floor: () => measureWrites(FEW),
      ours: () => measureWrites(MANY),
      close: async () => undefined,
    };
  },
};
