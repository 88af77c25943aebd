import { chromium as playwright } from '@playwright/test';
import { chromium } from '../scripts/chromium.mjs';

/** Headless Chromium with the page that the figures run in. */
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
    context: () => browser.newContext(),
    /** A page as after a reload: it shares what the context has stored. */
    open,
    /** Calls a function of the page in a browser that has stored nothing. */
    fresh: async (...call) => {
      const context = await browser.newContext();
      try {
        return await run(await open(context), ...call);
      } finally {
        await context.close();
      }
    },
    /** Calls a function of the page in a page of its own, which is as after a reload. */
    reloaded: async (context, ...call) => {
      const page = await open(context);
      try {
        return await run(page, ...call);
      } finally {
        await page.close();
      }
    },
    trace: (page, work) => traced(browser, page, work),
    close: () => browser.close(),
  };
}

/** Calls a function of the page. */
export function run(page, name, ...args) {
  return page.evaluate(([key, given]) => globalThis.bench[key](...given), [name, args]);
}

/** The longest task of the page's main thread while `work` runs, in milliseconds, as Chromium itself tells it. */
async function traced(browser, page, work) {
  const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'];
  await browser.startTracing(page, { categories });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const mains = new Set(threads.map(({ pid, tid }) => `${pid}/${tid}`));
  const tasks = traceEvents.filter(
    ({ name, pid, tid, dur }) => name === 'RunTask' && dur > 0 && mains.has(`${pid}/${tid}`),
  );
  const longest = (time) => Math.max(...tasks.map((task) => task[time] ?? 0)) / 1000;
  return { wall: longest('dur'), cpu: longest('tdur') };
}
