import { WEEK } from '../calendars.mjs';

const DELAY_MS = 100;

/**
 * From the call of `updateEvent` to the changed event in the document, and from the first write of a page, an `addEvent` as
 * soon as the week shows. The floor is the time from one frame to the next.
 */
export const updateToScreen = {
  names: 'update-to-screen',
  rounds: 5,
  rows: [
    { name: 'update-to-screen', goal: 0.5, value: ({ updateMs }) => updateMs },
    { name: 'update-to-screen-cold', goal: 1, value: ({ addMs }) => addMs },
  ],
  async prepare({ build, browser, accounts }) {
    const account = await accounts.create(1000);
    return {
      floor: () => browser.newSite(build.page).measure('frame'),
      ours: () =>
        accounts.withDelay(account, DELAY_MS, async () => {
          const site = browser.newSite(build.page);
          const opened = await site.open();
          await opened.call('openWeek', account, WEEK);
          const { ms: addMs } = await opened.measure('addToWeek', WEEK);
          const { ms: updateMs } = await opened.measure('updateInWeek');
          await opened.close();
          await site.close();
          return { addMs, updateMs };
        }),
      close: async () => undefined,
    };
  },
};
