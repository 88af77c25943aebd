import type { BrowserContext } from '@playwright/test';
import { instantOf } from './calendar-days';
import { expect } from './fixtures';
import type { RequestWatch } from './request-watch';

const SECOND_MS = 1000;

/** An emulator whose clock can be moved. */
interface ClockOwner {
  setClock(now: string): Promise<void>;
  advanceClock(milliseconds: number): Promise<void>;
}

/** The clocks of an emulator and of all pages, which are moved together. */
export class MovedClocks {
  private constructor(
    readonly context: BrowserContext,
    readonly emulator: ClockOwner,
    /** Which clock is moved first: a token then expires there first. */
    readonly first: 'emulator' | 'pages',
  ) {}

  /** Before the first page is opened. */
  static async start(
    context: BrowserContext,
    emulator: ClockOwner,
    now: string,
    first: 'emulator' | 'pages' = 'emulator',
  ): Promise<MovedClocks> {
    await emulator.setClock(now);
    await context.clock.install({ time: new Date(instantOf(now)) });
    return new MovedClocks(context, emulator, first);
  }

  /** Lets the time pass at once. `watch` has seen all requests of the pages. */
  async jump(milliseconds: number, watch: RequestWatch): Promise<void> {
    const { clock } = this.context;
    // The clocks are moved one after the other. In between they differ, so the pages' clock is paused and no request may be
    // under way.
    const [page] = this.context.pages();
    // A busy machine may let that second pass before the clock is paused: then it is tried again.
    await expect(async () => {
      await clock.pauseAt(((await page?.evaluate(() => Date.now())) ?? 0) + SECOND_MS);
    }).toPass();
    await expect.poll(() => watch.openCount).toBe(0);
    if (this.first === 'pages') {
      await clock.fastForward(milliseconds);
    }
    await this.emulator.advanceClock(milliseconds + SECOND_MS);
    if (this.first === 'emulator') {
      await clock.fastForward(milliseconds);
    }
    await clock.resume();
  }

  /** Waits until no tab renews a token: the next jump must not come while one tab waits for another. */
  async waitForRenewals(): Promise<void> {
    const [page] = this.context.pages();
    await expect
      .poll(async () => {
        const locks = await page?.evaluate(() => navigator.locks.query());
        const held = [...(locks?.held ?? []), ...(locks?.pending ?? [])];
        return held.filter(({ name }) => name?.endsWith('renewal'));
      })
      .toEqual([]);
  }
}
