import type { BrowserContext } from '@playwright/test';
import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { instancesAtGoogle, startsAtGoogle } from '../google-instances';
import { closeHeldBack } from '../offline';
import { DemoPage } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';

test.use({ auth: 'server', tokenMode: 'sealed' });

const DAYS = [0, 1, 2, 3, 4].map(dayOfThisWeek);
const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = DAYS as [
  string,
  string,
  string,
  string,
  string,
];
const PRACTICE = {
  summary: 'Practice',
  start: { dateTime: timeAt(MONDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(MONDAY, '11:00'), timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=DAILY;COUNT=5'],
};

/**
 * From now on notes how many events a page shows, once it has shown them all: a day that is doubled or lost for a moment
 * only, as the board is drawn again, is noted as well.
 */
async function noteEventCounts(context: BrowserContext): Promise<void> {
  await context.addInitScript((all) => {
    const counts = new Set<number>();
    Object.assign(window, { eventCounts: counts });
    new MutationObserver(() => {
      const count = document.querySelectorAll('[data-event]').length;
      if (count >= all || counts.size > 0) {
        counts.add(count);
      }
    }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-event'] });
  }, DAYS.length);
}

async function eventCounts({ page }: DemoPage): Promise<readonly number[]> {
  return page.evaluate(() => [
    ...(window as unknown as { readonly eventCounts: ReadonlySet<number> }).eventCounts,
  ]);
}

/** Keeps the tab's requests that trim the old series from Google, until they are let go. */
async function holdTrims({ page }: DemoPage) {
  let letGo: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let heldCount = 0;
  await page.route('**/calendar/v3/calendars/*/events/*', async (route) => {
    if (route.request().method() === 'PATCH') {
      heldCount++;
      await released;
    }
    await route.fallback();
  });
  return { letGo, heldCount: () => heldCount };
}

/** Each day has one event on screen: those before Wednesday the old title, the others the new one. */
async function expectEachDayOnce({ board }: DemoPage): Promise<void> {
  for (const day of DAYS) {
    const title = day < WEDNESDAY ? 'Practice' : 'Concert';
    await board.expectEvent(title, day, '10:00–11:00');
    await expect(board.day(day).getByRole('button', { name: /Practice|Concert/ })).toHaveCount(1);
  }
  await expect(board.event('Practice')).toHaveCount(2);
  await expect(board.event('Concert')).toHaveCount(3);
}

test.describe('a series is divided, and the tab dies between the requests', () => {
  test('no day is doubled or lost on screen while Google has both series, and the next tab ends what was begun', async ({
    demo,
    google,
    context,
  }) => {
    const mira = await google.addUser('Mira', [PRACTICE]);
    const stored = (title: string) => startsAtGoogle(google, mira, title);
    const at = (days: readonly string[]) => days.map((day) => instantOf(timeAt(day, '10:00')));

    await noteEventCounts(context);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await demo.board.expectEvent('Practice', FRIDAY, '10:00–11:00');
    const first = await holdTrims(demo);
    await demo.board.day(WEDNESDAY).getByRole('button', { name: 'Practice' }).click();
    await demo.dialog.title.fill('Concert');
    await demo.dialog.save();
    await demo.seriesQuestion.answer('This and following events');
    await demo.dialog.expectClosed();
    await expect.poll(first.heldCount).toBeGreaterThan(0);
    expect(await stored('Practice')).toEqual(at(DAYS));
    expect(await stored('Concert')).toEqual(at([WEDNESDAY, THURSDAY, FRIDAY]));
    // The replica has both series, too.
    const added = (await instancesAtGoogle(google, mira)).find(
      ({ summary }) => summary === 'Concert',
    );
    await demo.reloadCalendars();
    await demo.waitForReplicaToContain(added?.updated ?? '');
    await expectEachDayOnce(demo);
    expect(await eventCounts(demo)).toEqual([DAYS.length]);
    await closeHeldBack(demo);

    const again = new DemoPage(await context.newPage(), google);
    const second = await holdTrims(again);
    await again.open();
    await expect.poll(second.heldCount).toBeGreaterThan(0);
    await again.reloadCalendars();
    await expectEachDayOnce(again);
    const changes = new PendingChanges(again);
    await expect(changes.mark).toContainText('1 change');
    expect(await stored('Practice')).toEqual(at(DAYS));
    expect(await stored('Concert')).toEqual(at([WEDNESDAY, THURSDAY, FRIDAY]));

    second.letGo();
    await expect.poll(() => stored('Practice')).toEqual(at([MONDAY, TUESDAY]));
    expect(await stored('Concert')).toEqual(at([WEDNESDAY, THURSDAY, FRIDAY]));
    await expect(changes.mark).toHaveCount(0);
    await expectEachDayOnce(again);
    await again.reloadCalendars();
    await expectEachDayOnce(again);
    expect(await eventCounts(again)).toEqual([DAYS.length]);
  });
});
