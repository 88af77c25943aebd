import type { Locator } from '@playwright/test';
import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY] = [0, 1, 2, 3].map(dayOfThisWeek) as [
  string,
  string,
  string,
  string,
];
const BERLIN = 'Europe/Berlin';

const timed = (summary: string, start: string, end: string, timeZone = BERLIN) => ({
  summary,
  start: { dateTime: start, timeZone },
  end: { dateTime: end, timeZone },
});
const allDay = (summary: string, start: string, end: string) => ({
  summary,
  start: { date: start },
  end: { date: end },
});

const EVENTS = [
  timed('Tea', timeAt(TUESDAY, '10:00'), timeAt(TUESDAY, '11:30')),
  timed('Night train', timeAt(TUESDAY, '23:00'), timeAt(WEDNESDAY, '02:00')),
  timed('Call', timeAt(WEDNESDAY, '16:00'), timeAt(WEDNESDAY, '17:00'), 'America/New_York'),
  allDay('Birthday', TUESDAY, WEDNESDAY),
  allDay('Holiday', MONDAY, THURSDAY),
];

/** A day in English, with or without the comma that browsers write after the weekday. */
function dayText(date: string): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(new Date(date)).replace(/,? /, ',? ');
}

const name = (...parts: readonly string[]) => new RegExp(`^${parts.join('.*')}$`);
const NAMES = {
  Tea: name('Tea, ', dayText(TUESDAY), '10:00\\s?–\\s?11:30, mira@example.com'),
  'Night train': name(
    'Night train, ',
    dayText(TUESDAY),
    '23:00',
    dayText(WEDNESDAY),
    '02:00, mira@example.com',
  ),
  Call: name(
    'Call, ',
    dayText(WEDNESDAY),
    '16:00\\s?–\\s?17:00, ',
    ' New York Time, mira@example.com',
  ),
  Birthday: name('Birthday, ', dayText(TUESDAY), ' all day, mira@example.com'),
  Holiday: name('Holiday, ', dayText(MONDAY), dayText(WEDNESDAY), ' all day, mira@example.com'),
} as const;
type Title = keyof typeof NAMES;

async function addInvitations(google: GoogleEmulator, mira: string): Promise<void> {
  const noor = await google.addUser('Noor');
  for (const [summary, responseStatus] of [
    ['Opera', 'declined'],
    ['Fair', 'tentative'],
    ['Zoo', 'needsAction'],
  ]) {
    await google.insert(noor, {
      ...timed(summary ?? '', timeAt(THURSDAY, '12:00'), timeAt(THURSDAY, '13:00')),
      attendees: [{ email: noor }, { email: mira, responseStatus }],
    });
  }
}

test('event names: a screen reader hears title, day, times, calendar and answer in each view and in “more”', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', EVENTS);
  await addInvitations(google, mira);
  await demo.signIn(mira);
  const { page, board } = demo;
  const expectNames = async (within: Locator, names: readonly Title[]) => {
    for (const title of names) {
      await expect(within.getByRole('button', { name: NAMES[title] }).first()).toBeVisible();
    }
  };

  await test.step('week', async () => {
    await board.showView('Week');
    await expectNames(board.root, Object.keys(NAMES) as Title[]);
    await expect(board.event(/^Opera, .*, you have declined$/)).toBeVisible();
    await expect(board.event(/^Fair, .*, you may come$/)).toBeVisible();
    await expect(board.event(/^Zoo, .*, you have not answered$/)).toBeVisible();
  });

  await test.step('month, and the events that are hidden behind “more”', async () => {
    await page.setViewportSize({ width: 1280, height: 620 });
    await board.showView('Month');
    const more = board.day(TUESDAY).getByRole('button', { name: /more/ });
    await more.focus();
    await page.keyboard.press('Enter');
    const popover = page.getByRole('dialog');
    await expectNames(popover, ['Tea', 'Night train', 'Birthday', 'Holiday']);
    await page.keyboard.press('Escape');
    await expect(popover).toHaveCount(0);
    await expect(more).toBeFocused();
    await page.setViewportSize({ width: 1280, height: 1400 });
    await expectNames(board.root, Object.keys(NAMES) as Title[]);
  });

  await test.step('day', async () => {
    await board.day(TUESDAY).getByRole('link').first().click();
    await expect(board.view('Day')).toHaveAttribute('aria-pressed', 'true');
    await expectNames(board.root, ['Tea', 'Night train', 'Birthday', 'Holiday']);
  });

  await test.step('agenda', async () => {
    await board.showView('Agenda');
    await expectNames(board.root, ['Tea', 'Night train', 'Call', 'Birthday', 'Holiday']);
  });
});

test('event names: an event that was dragged is called “saving” until Google has it', async ({
  demo,
  google,
}) => {
  await demo.page.setViewportSize({ width: 1280, height: 1000 });
  const mira = await google.addUser('Mira', EVENTS);
  await demo.signIn(mira);
  await google.fault({
    method: 'PATCH',
    path: '/calendar/v3/calendars/*/events/*',
    delayMs: 3_000,
  });
  await demo.board.dragEvent('Tea', THURSDAY, '14:00');
  await expect(demo.board.event(/^Tea, .*14:00.*, saving$/)).toBeVisible();
  await expect(demo.board.event(/^Tea, .*14:00\s?–\s?15:30, mira@example.com$/)).toBeVisible();
});

test('event names: the public calendar says title and day in its month and in its year', async ({
  demo,
}) => {
  await demo.waitForPublicCalendar(() => demo.open('/public'));
  const year = new Date().getFullYear();
  await demo.board.showView('Year');
  await expect(
    demo.board.event(new RegExp(`^Christmas Day.*, ${dayText(`${year}-12-25`)}.* all day$`)),
  ).toBeVisible();
  await demo.board.showView('Month');
  for (let month = new Date().getMonth(); month < 11; month++) {
    await demo.board.showNext();
  }
  await expect(
    demo.board.event(new RegExp(`^Christmas Day.*, ${dayText(`${year}-12-25`)}.* all day$`)),
  ).toBeVisible();
});
