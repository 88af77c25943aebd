import { chromium as playwright } from '@playwright/test';
import { chromium } from '../scripts/chromium.mjs';

/** Starts headless Chromium for the page in which the figures are measured. */
export async function startBrowser(url) {
  const { executablePath, env, args } = await chromium();
  const browser = await playwright.launch({
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    env: { ...process.env, ...env },
    args: [...args, '--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });

  const open = async (context) => {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(url);
    await page.waitForFunction('"bench" in globalThis');
    return page;
  };

  return {
    /** The address of the page. */
    url,
    context: () => browser.newContext(),
    /** Opens the page; it starts as after a reload, with the storage of the context. */
    open,
    /** Calls a function of the page in a new context, whose storage is empty. */
    runInNewContext: async (...call) => {
      const context = await browser.newContext();
      try {
        return await run(await open(context), ...call);
      } finally {
        await context.close();
      }
    },
    longestTask: (page, work) => longestTask(browser, page, work),
    close: () => browser.close(),
  };
}

/** Calls one of the functions that bench/page/main.ts puts on `globalThis.bench`. */
export function run(page, name, ...args) {
  return page.evaluate(([key, given]) => globalThis.bench[key](...given), [name, args]);
}

/**
 * The longest task of the page's main thread while `work` runs, from Chromium's own trace.
 *
 * @returns {Promise<{wall: number, cpu: number}>} milliseconds by the wall clock and of the CPU's time
 */
async function longestTask(browser, page, work) {
  const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'];
  await browser.startTracing(page, { categories });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const mainThreads = new Set(threads.map(({ pid, tid }) => `${pid}/${tid}`));
  const tasks = traceEvents.filter(
    ({ name, pid, tid, dur }) => name === 'RunTask' && dur > 0 && mainThreads.has(`${pid}/${tid}`),
  );
  const longest = (time) => Math.max(...tasks.map((task) => task[time] ?? 0)) / 1000;
  return { wall: longest('dur'), cpu: longest('tdur') };
}
