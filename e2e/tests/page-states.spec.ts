import { timeAt, today } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { DemoPage } from '../pages/demo-page';

const EVENT = {
  summary: 'Piano',
  start: { dateTime: timeAt(today(), '09:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(today(), '10:00'), timeZone: 'Europe/Berlin' },
};
const LIST_OF_CALENDARS = '/calendar/v3/users/me/calendarList';
const NOTICE = { name: 'Try again', exact: true } as const;

/** Signs in without waiting for the calendars, which the test keeps away. */
async function signInTo(demo: DemoPage, email: string): Promise<void> {
  await demo.open();
  const window = await demo.openSignIn();
  await window.chooseAccount(email);
  await window.allow();
  await expect(demo.accountButton(email)).toBeVisible();
}

test('page states: the first load says that calendars are being read', async ({ demo, google }) => {
  const mira = await google.addUser('Mira', [EVENT]);
  await google.fault({ path: LIST_OF_CALENDARS, delayMs: 3_000 });
  await signInTo(demo, mira);
  const calendars = demo.page.getByRole('complementary', { name: 'Calendars' });
  await expect(calendars).toContainText('Your calendars are being read…');
  await expect(demo.board.event('Piano')).toBeVisible();
  await expect(calendars).not.toContainText('Your calendars are being read…');
});

for (const { what, fault, sentence } of [
  {
    what: 'the daily quota is used up',
    fault: { status: 403, reason: 'dailyLimitExceeded' },
    sentence: 'Google has answered as much as it may for today.',
  },
  {
    what: 'Google is down',
    fault: { status: 503 },
    sentence: 'Google Calendar is not answering at the moment.',
  },
]) {
  test(`page states: ${what} at the first load, which a notice says; Try again reads the calendars`, async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [EVENT]);
    await google.fault({ path: LIST_OF_CALENDARS, times: 1_000, ...fault });
    await signInTo(demo, mira);
    await expect(demo.page.getByRole('main')).toContainText(sentence);
    await google.clearFaults();
    await demo.page.getByRole('button', NOTICE).click();
    await expect(demo.board.event('Piano')).toBeVisible();
    await expect(demo.page.getByRole('button', NOTICE)).toHaveCount(0);
  });
}

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
