import type { Page } from '@playwright/test';
import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';

test.use({ auth: 'server', tokenMode: 'sealed' });

declare global {
  /** How many pages of syncs the main thread has parsed. */
  var parsedPages: number;
}

const WORKER_SCRIPT = /\/worker-\w+\.js$/;
const TUESDAY = dayOfThisWeek(1);
const THURSDAY = dayOfThisWeek(3);
const at = (day: string, time: string) => ({
  dateTime: timeAt(day, time),
  timeZone: 'Europe/Berlin',
});
const LESSON = {
  summary: 'Piano lesson',
  start: at(TUESDAY, '10:00'),
  end: at(TUESDAY, '11:00'),
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=10'],
};
const REHEARSAL = {
  summary: 'Rehearsal',
  start: at(THURSDAY, '14:00'),
  end: at(THURSDAY, '15:00'),
};

/** Counts the answers with masters of series, which syncs alone get, as the main thread parses them. */
async function countParsedPages(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.parsedPages = 0;
    const parse = JSON.parse.bind(JSON);
    JSON.parse = (text, reviver) => {
      if (text.includes('"items"') && text.includes('RRULE')) {
        globalThis.parsedPages += 1;
      }
      return parse(text, reviver) as unknown;
    };
  });
}

const parsedPages = (page: Page) => page.evaluate(() => globalThis.parsedPages);

async function withoutNetwork(page: Page, demoUrl: string): Promise<void> {
  await page.route(
    (url) => url.origin !== new URL(demoUrl).origin,
    (route) => route.abort('internetdisconnected'),
  );
}

async function miraWithLessons(google: GoogleEmulator): Promise<string> {
  return google.addUser('Mira', [LESSON]);
}

test.describe('worker of the local copy', () => {
  test('reads what syncs bring under a strict CSP, so that the page does not, and a reload without a network shows it', async ({
    demo,
    google,
    servers,
  }) => {
    const { page, board } = demo;
    await countParsedPages(page);
    const mira = await miraWithLessons(google);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await board.expectEvent(LESSON.summary, TUESDAY, '10:00–11:00');
    await expect.poll(() => page.workers()).toHaveLength(1);
    expect(await parsedPages(page)).toBe(0);

    await google.insert(mira, REHEARSAL);
    await demo.reloadCalendars();
    await board.expectEvent(REHEARSAL.summary, THURSDAY, '14:00–15:00');

    await withoutNetwork(page, servers.demoUrl);
    await page.reload();
    await board.expectEvent(LESSON.summary, TUESDAY, '10:00–11:00');
    await board.expectEvent(REHEARSAL.summary, THURSDAY, '14:00–15:00');
    await board.showNext();
    await board.expectEvent(LESSON.summary, dayOfThisWeek(8), '10:00–11:00');
  });

  test('where its file is missing, the page does its work', async ({ demo, google, servers }) => {
    const { page, board } = demo;
    await countParsedPages(page);
    await page.route(WORKER_SCRIPT, (route) => route.fulfill({ status: 404 }));
    await demo.signIn(await miraWithLessons(google));
    await demo.waitForReplica();
    expect(await parsedPages(page)).toBeGreaterThan(0);

    await withoutNetwork(page, servers.demoUrl);
    await page.reload();
    await board.expectEvent(LESSON.summary, TUESDAY, '10:00–11:00');
  });

  test('when it ends, the page goes on with its work', async ({ demo, google }) => {
    const { page, board } = demo;
    await countParsedPages(page);
    const mira = await miraWithLessons(google);
    await demo.signIn(mira);
    await demo.waitForReplica();
    const [worker] = page.workers();
    await Promise.all([
      worker?.waitForEvent('close'),
      worker?.evaluate(() => {
        globalThis.close();
      }),
    ]);

    await google.insert(mira, REHEARSAL);
    await demo.reloadCalendars();
    await board.expectEvent(REHEARSAL.summary, THURSDAY, '14:00–15:00');
    await board.expectEvent(LESSON.summary, TUESDAY, '10:00–11:00');
  });

  test('sign-out ends it and deletes the copy', async ({ demo, google }) => {
    const mira = await miraWithLessons(google);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await demo.signOut(mira);
    await expect.poll(() => demo.page.workers().length).toBe(0);
    await expect
      .poll(() => demo.page.evaluate(async () => (await indexedDB.databases()).length))
      .toBe(0);
  });
});
