import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const exportFileOf = (program: string) =>
  join(ROOT, `projects/google-ics/src/fixtures/${program}.ics`);

interface ExportedCalendar {
  readonly program: string;
  readonly calendar: string;
  /** The title of an event, and its times in Berlin by date. All dates are in one week. */
  readonly title: string;
  readonly times: Readonly<Record<string, string>>;
  /** Another event that is shown on a day. */
  readonly alsoShown?: { readonly day: string; readonly title: string };
  /** An event that a wrong import would show on a day. */
  readonly absent: { readonly day: string; readonly title: string };
}

const EXPORTED_CALENDARS: readonly ExportedCalendar[] = [
  {
    program: 'google',
    calendar: 'Bakery, the back room',
    title: 'Sourdough',
    // The calendar's zone is Lisbon's, an hour behind Berlin. The occurrence of Thursday was moved to Friday.
    times: { '2026-03-02': '06:00–09:30', '2026-03-06': '07:00–10:30' },
    absent: { day: '2026-03-05', title: 'Sourdough' },
  },
  {
    program: 'outlook',
    calendar: 'Kalender',
    title: 'Call with the cider press',
    // Its time zone is defined in the file alone.
    times: { '2026-03-16': '14:00–14:30' },
    // Its time zone does not exist; in Berlin it begins at half past six.
    alsoShown: { day: '2026-03-16', title: 'Crater meeting' },
    absent: { day: '2026-03-17', title: 'Call with the cider press' },
  },
  {
    program: 'apple',
    calendar: 'Chœur du jeudi',
    title: 'Répétition',
    times: { '2026-04-02': '19:30–21:30' },
    absent: { day: '2026-04-03', title: 'Répétition' },
  },
  {
    program: 'thunderbird',
    calendar: 'thunderbird',
    title: 'Bees: look into every hive',
    times: { '2026-03-18': '17:00–18:00', '2026-03-22': '17:00–18:00' },
    absent: { day: '2026-03-19', title: 'Bees' },
  },
];

test.use({ seeds: EXPORTED_CALENDARS.map(({ program }) => exportFileOf(program)) });

for (const { program, calendar, title, times, alsoShown, absent } of EXPORTED_CALENDARS) {
  test(`calendar export from ${program}: the week shows its events on the right days at the right times`, async ({
    demo,
    google,
  }) => {
    const [day = ''] = Object.keys(times);
    await google.setClock(`${day}T12:00:00Z`);
    await demo.page.clock.setFixedTime(`${day}T12:00:00Z`);
    await demo.signIn(ADA);

    await expect(demo.calendarSwitch(calendar)).toBeChecked();
    for (const [date, startAndEnd] of Object.entries(times)) {
      await demo.board.expectEvent(title, date, startAndEnd);
    }
    if (alsoShown) {
      const event = demo.board.day(alsoShown.day).getByRole('button', { name: alsoShown.title });
      await expect(event).toBeVisible();
    }
    const dayWithout = demo.board.day(absent.day);
    await expect(dayWithout).toBeVisible();
    await expect(dayWithout.getByRole('button', { name: absent.title })).toHaveCount(0);
  });
}
