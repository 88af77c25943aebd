import { MONTH, seriesOf } from '../calendars.mjs';

/**
 * From the start of the services, in a page that has the copy of an earlier visit, to the events of the month: those of 50
 * series too. The floor opens a database, reads one record and parses it: the JSON of the same events.
 */
export const warmStart = {
  names: 'warm-start-50k',
  rows: [
    {
      name: 'warm-start-50k',
      goal: 2,
      cpu: true,
      note: 'the scripts come from the cache of the browser, as at any second visit',
    },
  ],
  async prepare({ build, browser, accounts }) {
    const account = await accounts.shared(50_000, seriesOf(50));
    const site = browser.newSite(build.page);
    const opened = await site.open();
    await opened.call('openReplica', account, MONTH);
    await opened.call('putRawMonth', account, MONTH);
    await opened.close();
    return {
      floor: () => site.measure('readRawMonth'),
      ours: () => site.measure('warmStart', account, MONTH),
      close: () => site.close(),
    };
  },
};
