import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../scripts/chromium.mjs';
import { CpuTime, msBetween } from './cpu-time.mjs';

/** Of a call that waits for a state which never comes. The longest one stores 200,000 events on a busy machine. */
const CALL_TIMEOUT_MS = 5 * 60_000;

/**
 * Starts headless Chromium for the pages in which the figures are measured. Its profile is a folder, since a browser without
 * one keeps IndexedDB in memory.
 */
export async function startBrowser() {
  const { executablePath, env, args } = await chromium();
  const profile = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-bench-'));
  const context = await playwright.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    env: { ...process.env, ...env },
    args,
  });
  const cpuTime = await CpuTime.of(context.browser());
  let sites = 0;
  return {
    /** A host that the browser has never seen: its storage and its cache are empty. */
    newSite: (server) => {
      sites += 1;
      return new Site(context, cpuTime, `http://bench${sites}.localhost:${server.port}`);
    },
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true });
    },
  };
}

/** A host of its own, so that its storage is shared with no other. */
class Site {
  #context;
  #cpuTime;
  #url;

  constructor(context, cpuTime, url) {
    this.#context = context;
    this.#cpuTime = cpuTime;
    this.#url = url;
  }

  /**
   * Opens a page, as after a reload, and waits for a global variable of it. `install` is called before the page loads.
   */
  async open(path = '/', awaited = 'bench', install = async () => undefined) {
    const page = await this.#context.newPage();
    await install(page);
    page.on('pageerror', (error) => console.error(error));
    await page.goto(`${this.#url}${path}`);
    await page.waitForFunction((name) => name in globalThis, awaited);
    return new BenchPage(page, this.#cpuTime);
  }

  /** Measures in a new page. */
  measure(...call) {
    return this.#inNewPage((page) => page.measure(...call));
  }

  /** As `measureSince` of a page, in a new one. */
  measureSince(...call) {
    return this.#inNewPage((page) => page.measureSince(...call));
  }

  async #inNewPage(work) {
    const page = await this.open();
    try {
      return await work(page);
    } finally {
      await page.close();
    }
  }

  /** Deletes what is stored. */
  async close() {
    const page = await this.#context.newPage();
    const session = await this.#context.newCDPSession(page);
    await session.send('Storage.clearDataForOrigin', { origin: this.#url, storageTypes: 'all' });
    await page.close();
  }
}

/** Calls the functions that bench/page/main.ts puts on `globalThis.bench`. */
class BenchPage {
  #cpuTime;

  constructor(page, cpuTime) {
    this.page = page;
    this.#cpuTime = cpuTime;
  }

  /** Prepares a measurement, then runs it; `cpuMs` is the CPU's time of the browser meanwhile. */
  async measure(name, ...args) {
    await this.call('prepare', name, args);
    const before = await this.#cpuTime.now();
    const measured = await this.call('run');
    return { ...measured, cpuMs: msBetween(before, await this.#cpuTime.now()) };
  }

  /** As `measure`, but the CPU's time is counted from the first request for an address that is meant. */
  async measureSince(isMeant, name, ...args) {
    await this.call('prepare', name, args);
    const before = this.page
      .waitForRequest((request) => isMeant(request.url()))
      .then(() => this.#cpuTime.now());
    const [measured, started] = await Promise.all([this.call('run'), before]);
    return { ...measured, cpuMs: msBetween(started, await this.#cpuTime.now()) };
  }

  /** As `measure`, for what waits until something has begun. */
  async measureWhile(begin, name, ...args) {
    await this.call('prepare', name, args);
    return this.runWhile(begin);
  }

  /** The second half of `measureWhile`, after a call of `prepare`. */
  async runWhile(begin) {
    const before = await this.#cpuTime.now();
    const run = this.call('run');
    const [measured] = await Promise.all([run, begin()]);
    return { ...measured, cpuMs: msBetween(before, await this.#cpuTime.now()) };
  }

  async call(name, ...args) {
    const called = this.page.evaluate(
      ([key, given]) => globalThis.bench[key](...given),
      [name, args],
    );
    let timer;
    const timeout = new Promise((_, reject) => {
      const message = `${name} has not ended after ${CALL_TIMEOUT_MS / 60_000} minutes.`;
      timer = setTimeout(() => reject(new Error(message)), CALL_TIMEOUT_MS);
    });
    try {
      return await Promise.race([called, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  close() {
    return this.page.close();
  }
}
