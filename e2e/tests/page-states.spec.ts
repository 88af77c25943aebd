import { timeAt, today } from '../calendar-days';
import { expect, test } from '../fixtures';

const EVENT = {
  summary: 'Piano',
  start: { dateTime: timeAt(today(), '09:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(today(), '10:00'), timeZone: 'Europe/Berlin' },
};
const EVENTS_OF_CALENDARS = '/calendar/v3/calendars/*/events';

test('page states: the agenda says that events are loading before it says that none are planned', async ({
  demo,
  google,
}) => {
  await demo.page.setViewportSize({ width: 360, height: 740 });
  const mira = await google.addUser('Mira', [EVENT]);
  await google.fault({ path: EVENTS_OF_CALENDARS, delayMs: 4_000 });
  await demo.open();
  const window = await demo.openSignIn();
  await window.chooseAccount(mira);
  await window.allow();
  await expect(demo.board.root).toContainText('Loading events');
  await expect(demo.board.event('Piano')).toBeVisible();
  await expect(demo.board.root).not.toContainText('Loading events');
});

test('page states: a spent quota at the first load is said in a notice, and Try again reads the calendar', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', [EVENT]);
  const fault = { status: 403, reason: 'dailyLimitExceeded', times: 1_000 };
  await google.fault({ path: EVENTS_OF_CALENDARS, ...fault });
  await demo.signIn(mira);
  const main = demo.page.getByRole('main');
  await expect(main).toContainText('The calendar service answers no more for today.');
  const tryAgain = demo.button('Try again').first();
  // While Google still refuses, so that it is the button that asks.
  await Promise.all([
    demo.page.waitForRequest((request) => new URL(request.url()).pathname.endsWith('/events')),
    tryAgain.click(),
  ]);
  await google.clearFaults();
  // The library may ask by itself before the button is pressed: then the notice is gone.
  await expect(async () => {
    if (await tryAgain.isVisible()) {
      await tryAgain.click({ timeout: 1_000 });
    }
    await expect(demo.board.event('Piano')).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(demo.button('Try again')).toHaveCount(0);
});

test('page states: a notice says that no calendar is switched on, and Show all shows them', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', [EVENT]);
  await demo.signIn(mira);
  await expect(demo.board.event('Piano')).toBeVisible();
  await demo.calendarSwitch(mira).uncheck();
  await expect(demo.board.event('Piano')).toHaveCount(0);
  await expect(demo.page.getByRole('main')).toContainText('None of your calendars is switched on');
  await demo.button('Show all').click();
  await expect(demo.board.event('Piano')).toBeVisible();
  await expect(demo.calendarSwitch(mira)).toBeChecked();
  await expect(demo.page.getByRole('main')).toBeFocused();
});
