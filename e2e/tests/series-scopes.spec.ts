import { axeViolations } from '../axe';
import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';
import { startsAtGoogle } from '../google-instances';
import type { GoogleEvent } from '../google-resources';
import type { DemoPage } from '../pages/demo-page';

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = [0, 1, 2, 3, 4].map(dayOfThisWeek) as [
  string,
  string,
  string,
  string,
  string,
];
const MIRA = 'mira@example.com';
const TITLE = 'Practice';
const RULE = 'RRULE:FREQ=DAILY;COUNT=5';
/** Every day of this working week, from 10 to 11. */
const PRACTICE = {
  summary: TITLE,
  start: { dateTime: timeAt(MONDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(MONDAY, '11:00'), timeZone: 'Europe/Berlin' },
  recurrence: [RULE],
};

test.describe('series scopes', () => {
  test.beforeEach(async ({ demo, google }) => {
    await demo.signIn(await google.addUser('Mira', [PRACTICE]));
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await demo.board.expectEvent(TITLE, FRIDAY, '10:00–11:00');
  });

  test('a new title of this event is stored as an exception of its series', async ({
    demo,
    google,
  }) => {
    await openOn(demo, WEDNESDAY);
    await demo.dialog.title.fill('Concert');
    await demo.dialog.save();
    await demo.seriesQuestion.answer('This event');
    await demo.dialog.expectClosed();

    await demo.board.expectEvent('Concert', WEDNESDAY, '10:00–11:00');
    await expect(demo.board.event(TITLE)).toHaveCount(4);
    await expect.poll(async () => (await storedAs(google, 'Concert')).length).toBe(1);
    const [master] = await storedAs(google, TITLE);
    expect(master?.recurrence).toEqual([RULE]);
    const [exception] = await storedAs(google, 'Concert');
    expect(exception?.recurringEventId).toBe(master?.id);
    expect(instantOf(exception?.originalStartTime?.dateTime)).toBe(at(WEDNESDAY, '10:00'));
  });

  test('a new title and time of this and following events divides the series at Google, and Ctrl+Z joins it again', async ({
    demo,
    google,
  }) => {
    await openOn(demo, WEDNESDAY);
    await demo.dialog.title.fill('Concert');
    await demo.dialog.field('Start time').fill('14:00');
    await demo.dialog.save();
    await demo.seriesQuestion.answer('This and following events');
    await demo.dialog.expectClosed();

    await demo.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
    for (const day of [WEDNESDAY, THURSDAY, FRIDAY]) {
      await demo.board.expectEvent('Concert', day, '14:00–15:00');
    }
    await expect(demo.board.event(TITLE)).toHaveCount(2);
    await expect(demo.notifications).toContainText('“Concert” changed.');
    await expect
      .poll(() => startsAtGoogle(google, MIRA, TITLE))
      .toEqual([at(MONDAY, '10:00'), at(TUESDAY, '10:00')]);
    await expect
      .poll(() => startsAtGoogle(google, MIRA, 'Concert'))
      .toEqual([at(WEDNESDAY, '14:00'), at(THURSDAY, '14:00'), at(FRIDAY, '14:00')]);

    await demo.page.keyboard.press('Control+z');
    await demo.board.expectEvent(TITLE, WEDNESDAY, '10:00–11:00');
    await expect(demo.board.event('Concert')).toHaveCount(0);
    await expect.poll(() => startsAtGoogle(google, MIRA, TITLE)).toHaveLength(5);
    await expect.poll(() => startsAtGoogle(google, MIRA, 'Concert')).toEqual([]);
  });

  test('a new title and time of all events changes the series alone, and Ctrl+Z takes it back', async ({
    demo,
    google,
  }) => {
    await openOn(demo, WEDNESDAY);
    await demo.dialog.title.fill('Concert');
    await demo.dialog.field('Start time').fill('14:00');
    await demo.dialog.save();
    await demo.seriesQuestion.answer('All events');
    await demo.dialog.expectClosed();

    await demo.board.expectEvent('Concert', MONDAY, '14:00–15:00');
    await demo.board.expectEvent('Concert', FRIDAY, '14:00–15:00');
    await expect(demo.notifications).toContainText('“Concert” changed.');
    await expect.poll(async () => (await storedAs(google, TITLE)).length).toBe(0);
    const [master, ...others] = await storedAs(google, 'Concert');
    expect(others).toEqual([]);
    expect(master?.recurrence).toEqual([RULE]);
    expect(instantOf(master?.start?.dateTime)).toBe(at(MONDAY, '14:00'));
    expect(instantOf(master?.end?.dateTime)).toBe(at(MONDAY, '15:00'));

    await demo.page.keyboard.press('Control+z');
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” is as it was before.`);
    await expect.poll(() => startsAtGoogle(google, MIRA, TITLE)).toHaveLength(5);
  });

  test('a new rule is for the following events or for all, and never for one', async ({
    demo,
    google,
  }) => {
    await openOn(demo, WEDNESDAY);
    await demo.recurrence.interval.fill('2');
    await demo.recurrence.ends.selectOption('Never');
    await demo.dialog.save();
    await expect(demo.seriesQuestion.choice('This event')).toHaveCount(0);
    await demo.seriesQuestion.answer('This and following events');
    await demo.dialog.expectClosed();

    await demo.board.expectEvent(TITLE, FRIDAY, '10:00–11:00');
    await expect(demo.board.event(TITLE)).toHaveCount(5);
    const rules = async () => (await storedAs(google, TITLE)).map(({ recurrence }) => recurrence);
    await expect
      .poll(rules)
      .toEqual([['RRULE:FREQ=DAILY;COUNT=2'], ['RRULE:FREQ=DAILY;INTERVAL=2']]);
  });

  for (const [answer, left] of [
    ['This event', [MONDAY, TUESDAY, THURSDAY, FRIDAY]],
    ['This and following events', [MONDAY, TUESDAY]],
    ['All events', []],
  ] as const) {
    test(`deleting “${answer}” leaves exactly the others at Google, and Undo brings them back`, async ({
      demo,
      google,
    }) => {
      await openOn(demo, WEDNESDAY);
      await demo.dialog.delete();
      await demo.seriesQuestion.answer(answer);
      await demo.dialog.expectClosed();

      await expect(demo.board.event(TITLE)).toHaveCount(left.length);
      await expect(demo.notifications).toContainText(`Deleted “${TITLE}”.`);
      await expect
        .poll(() => startsAtGoogle(google, MIRA, TITLE))
        .toEqual(left.map((day) => at(day, '10:00')));

      await demo.notifications.getByRole('button', { name: 'Undo' }).click();
      await expect(demo.notifications).toContainText(`“${TITLE}” is back.`);
      await expect(demo.board.event(TITLE)).toHaveCount(5);
      await expect.poll(() => startsAtGoogle(google, MIRA, TITLE)).toHaveLength(5);
    });
  }

  test('a dragged occurrence stays where it was dropped while the question is open, and goes back by Escape', async ({
    demo,
    google,
  }) => {
    const { board, seriesQuestion } = demo;
    await board.dragOccurrence(TITLE, WEDNESDAY, '14:00');
    await expect(seriesQuestion.root).toBeVisible();
    expect(await axeViolations(demo.page)).toEqual([]);
    await board.expectEvent(TITLE, WEDNESDAY, '14:00–15:00');
    await demo.page.keyboard.press('Escape');
    await expect(seriesQuestion.root).toHaveCount(0);
    await board.expectEvent(TITLE, WEDNESDAY, '10:00–11:00');
    expect(await google.pageWrites()).toEqual([]);

    await board.dragOccurrence(TITLE, WEDNESDAY, '14:00');
    await seriesQuestion.answer('All events');
    await board.expectEvent(TITLE, MONDAY, '14:00–15:00');
    await board.expectEvent(TITLE, WEDNESDAY, '14:00–15:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    await expect
      .poll(() => startsAtGoogle(google, MIRA, TITLE))
      .toEqual([MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY].map((day) => at(day, '14:00')));
  });

  test('the question is answered by keyboard, and Escape goes back to what was typed', async ({
    demo,
    google,
  }) => {
    const { page, dialog, seriesQuestion } = demo;
    await openOn(demo, TUESDAY);
    await dialog.title.fill('Concert');
    await page.keyboard.press('Enter');
    await expect(seriesQuestion.choice('This event')).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(seriesQuestion.root).toHaveCount(0);
    await expect(dialog.title).toHaveValue('Concert');
    await expect(dialog.title).toBeFocused();

    await page.keyboard.press('Enter');
    await expect(seriesQuestion.choice('This event')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(seriesQuestion.choice('This and following events')).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await dialog.expectClosed();
    await demo.board.expectEvent('Concert', FRIDAY, '10:00–11:00');
    await expect(demo.notifications).toContainText('“Concert” changed.');
    await expect.poll(() => startsAtGoogle(google, MIRA, 'Concert')).toHaveLength(5);
  });
});

test('an invitation to a series is answered for this event or for all', async ({
  demo,
  google,
}) => {
  const noor = await google.addUser('Noor');
  const mira = await google.addUser('Mira');
  await google.insert(noor, { ...PRACTICE, attendees: [{ email: mira }] });
  await demo.signIn(mira);

  await openOn(demo, WEDNESDAY);
  await demo.dialog.answer('Yes').click();
  await expect(demo.seriesQuestion.choice('This and following events')).toHaveCount(0);
  await demo.seriesQuestion.answer('Cancel');
  await expect(demo.dialog.answer('Yes')).toHaveAttribute('aria-pressed', 'false');

  await demo.dialog.answer('Maybe').click();
  await demo.seriesQuestion.answer('All events');
  await expect(demo.notifications).toContainText(`Invitation to “${TITLE}” answered.`);
  await expect(demo.dialog.answer('Maybe')).toHaveAttribute('aria-pressed', 'true');
  const answerOf = async () =>
    (await google.event(noor, TITLE)).attendees?.find(({ email }) => email === mira)
      ?.responseStatus;
  await expect.poll(answerOf).toBe('tentative');
});

async function openOn({ board, dialog }: DemoPage, day: string): Promise<void> {
  await board.day(day).getByRole('button', { name: TITLE }).click();
  await expect(dialog.root).toBeVisible();
}

function at(day: string, time: string): string {
  return instantOf(timeAt(day, time));
}

/** What Google has under a title: masters, single events and exceptions, without what is deleted. */
async function storedAs(google: GoogleEmulator, title: string): Promise<readonly GoogleEvent[]> {
  const events = await google.eventsNamed(MIRA, title);
  return events.filter(({ status }) => status !== 'cancelled');
}
