import { readdir, readFile } from 'node:fs/promises';

/**
 * The CPU's time of a browser: of the process that stores, of those that show pages, and of those that load them.
 * On Linux it is that of each thread in nanoseconds, elsewhere what the browser knows of its processes.
 */
export class CpuTime {
  #session;

  static async of(browser) {
    const time = new CpuTime();
    time.#session = await browser.newBrowserCDPSession();
    return time;
  }

  /** A snapshot; {@link msBetween} tells what passed between two of them. */
  async now() {
    const { processInfo } = await this.#session.send('SystemInfo.getProcessInfo');
    const times = await Promise.all(
      processInfo.map(async ({ id, cpuTime }) =>
        process.platform === 'linux' ? threadTimes(id) : [[String(id), cpuTime * 1000]],
      ),
    );
    return new Map(times.flat());
  }
}

/** Milliseconds. A thread that has ended in between is not counted. */
export function msBetween(before, after) {
  return [...after].reduce((sum, [thread, ms]) => sum + ms - (before.get(thread) ?? 0), 0);
}

/** @see https://docs.kernel.org/scheduler/sched-stats.html */
async function threadTimes(pid) {
  const folder = `/proc/${pid}/task`;
  const threads = await readdir(folder).catch(() => []);
  const times = await Promise.all(
    threads.map(async (thread) => {
      // A thread may end before it is read.
      const text = await readFile(`${folder}/${thread}/schedstat`, 'utf8').catch(() => undefined);
      return text === undefined ? [] : [[`${pid}/${thread}`, Number(text.split(' ')[0]) / 1e6]];
    }),
  );
  return times.flat();
}
