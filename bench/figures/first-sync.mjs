import { WEEK } from '../calendars.mjs';
import { mainThreadTasks } from '../main-thread-tasks.mjs';
import { median } from '../measure.mjs';
import { isPageOfAllEvents } from '../requests.mjs';
import { usedHeap } from '../used-heap.mjs';

/**
 * Of the first sync of an app that shows a week: the longest task of the page's main thread, whose floor is `JSON.parse` of one
 * page, and what remains in the heap, whose floor are the bytes of all pages.
 */
function firstSyncOf({ names, kind, rows, needsInternals = false }) {
  return {
    names,
    needsInternals,
    rounds: 5,
    rows,
    async prepare({ build, browser, accounts, explain }) {
      const account = await accounts.shared(50_000);
      const inNewSite = async (work) => {
        const site = browser.newSite(build.page);
        const opened = await site.open();
        const measured = await work(opened);
        await opened.close();
        await site.close();
        return measured;
      };
      return {
        floor: () =>
          inNewSite(async (opened) => {
            let parsed;
            const tasks = await mainThreadTasks(opened, async () => {
              parsed = await opened.call('parsePages', account);
            });
            // Nothing else in that page takes as long as to parse a page.
            const parses = tasks.slice(0, parsed.pages).map(({ cpuMs }) => cpuMs);
            return { parseMs: median(parses), bytes: parsed.bytes };
          }),
        ours: () =>
          inNewSite(async (opened) => {
            await opened.call('openForFirstSync', account, kind);
            const before = await usedHeap(opened);
            // What comes before the first page is the sign-in, and the scripts that it loads.
            const [longest] = await mainThreadTasks(opened, () => opened.call('firstSync', WEEK), {
              since: isPageOfAllEvents,
              explain,
            });
            await opened.call('syncInOrder');
            const heap = (await usedHeap(opened)) - before;
            return { longestMs: longest.cpuMs, heap };
          }),
        close: async () => undefined,
      };
    },
  };
}

const longTask = {
  value: ({ longestMs }) => longestMs,
  floor: ({ parseMs }) => parseMs,
  byCpu: true,
};

export const FIRST_SYNCS = [
  firstSyncOf({
    names: 'long-tasks-50k heap-50k',
    kind: 'main-thread',
    rows: [
      { name: 'long-tasks-50k', goal: 2.5, ...longTask },
      {
        name: 'heap-50k',
        goal: 0.03,
        unit: 'bytes',
        value: ({ heap }) => heap,
        floor: ({ bytes }) => bytes,
      },
    ],
  }),
  firstSyncOf({
    names: 'long-tasks-50k-worker',
    kind: 'worker',
    needsInternals: true,
    rows: [{ name: 'long-tasks-50k-worker', goal: 0.5, ...longTask }],
  }),
];
