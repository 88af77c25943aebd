import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const exportOf = (program: string) =>
  join(ROOT, `projects/google-emulator/src/seed/fixtures/${program}.ics`);

interface Export {
  readonly program: string;
  readonly calendar: string;
  /** What is there in one week, told in the time of Berlin. */
  readonly title: string;
  readonly times: Readonly<Record<string, string>>;
  readonly also?: { readonly day: string; readonly title: string };
  /** What is not, though it might have been. */
  readonly absent: { readonly day: string; readonly title: string };
}

const PROGRAMS: readonly Export[] = [
  {
    program: 'google',
    calendar: 'Bakery, the back room',
    title: 'Sourdough',
    // An hour later than in Lisbon; Thursday's baking was moved to Friday.
    times: { '2026-03-02': '06:00–09:30', '2026-03-06': '07:00–10:30' },
    absent: { day: '2026-03-05', title: 'Sourdough' },
  },
  {
    program: 'outlook',
    calendar: 'Kalender',
    title: 'Call with the cider press',
    // From a zone that only the file itself explains.
    times: { '2026-03-16': '14:00–14:30' },
    // By a clock that runs nowhere on Earth, half past six here.
    also: { day: '2026-03-16', title: 'Crater meeting' },
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

test.use({ seeds: PROGRAMS.map(({ program }) => exportOf(program)) });

for (const { program, calendar, title, times, also, absent } of PROGRAMS) {
  test(`A calendar exported from ${program} is in the demo`, async ({ demo, google }) => {
    const [day = ''] = Object.keys(times);
    await google.setClock(`${day}T12:00:00Z`);
    await demo.page.clock.setFixedTime(`${day}T12:00:00Z`);
    await demo.signIn(ADA);

    await expect(demo.calendarSwitch(calendar)).toBeChecked();
    for (const [date, fromTo] of Object.entries(times)) {
      await demo.board.expectEvent(title, date, fromTo);
    }
    if (also) {
      const event = demo.board.day(also.day).getByRole('button', { name: also.title });
      await expect(event).toBeVisible();
    }
    const dayWithout = demo.board.day(absent.day);
    await expect(dayWithout).toBeVisible();
    await expect(dayWithout.getByRole('button', { name: absent.title })).toHaveCount(0);
  });
}
