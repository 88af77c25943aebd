import { axeViolations } from '../axe';
import { addDays, dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

const [MONDAY, WEDNESDAY, FRIDAY] = [0, 2, 4].map(dayOfThisWeek) as [string, string, string];
const TITLE = 'Choir';
const REHEARSAL = {
  summary: TITLE,
  start: { dateTime: timeAt(MONDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(MONDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

test.describe('recurrence editor', () => {
  test('a weekly series on two days with a last day is stored as exactly that rule, and its occurrences show at once', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    const { board, dialog, recurrence } = demo;

    await board.selectTime(MONDAY, '10:00', '11:00');
    await dialog.title.fill(TITLE);
    await expect(recurrence.frequency).toHaveValue('NONE');
    await recurrence.frequency.selectOption('Weekly');
    await expect(recurrence.weekday('Monday')).toBeChecked();
    await recurrence.expectWords('every Monday');
    await recurrence.weekday('Wednesday').check({ force: true });
    await recurrence.interval.fill('2');
    await recurrence.ends.selectOption('On a date');
    await recurrence.lastDay.fill('2099-07-01');
    await recurrence.expectWords('every 2 weeks on Monday and Wednesday until 1 July 2099');
    expect(await axeViolations(demo.page)).toEqual([]);
    await dialog.save();

    await dialog.expectClosed();
    await board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await board.expectEvent(TITLE, WEDNESDAY, '10:00–11:00');
    const rules = async () =>
      (await google.eventsNamed(mira, TITLE)).map(({ recurrence }) => recurrence);
    // The last second of that day in Berlin, where it is summer.
    await expect
      .poll(rules)
      .toEqual([['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20990701T215959Z']]);
  });

  test('each frequency is stored as its rule, and read again as it was entered', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [REHEARSAL]);
    await demo.signIn(mira);
    const { board, dialog, recurrence } = demo;
    const edit = async (change: () => Promise<unknown>) => {
      const isSeries = (await google.event(mira, TITLE)).recurrence !== undefined;
      await board.event(TITLE).first().click();
      await expect(recurrence.frequency).toBeVisible();
      await change();
      await dialog.save();
      if (isSeries) {
        await demo.seriesQuestion.answer('All events');
      }
      await dialog.expectClosed();
    };
    const expectRule = async (rule: string) => {
      await expect.poll(async () => (await google.event(mira, TITLE)).recurrence).toEqual([rule]);
    };

    await edit(() => recurrence.frequency.selectOption('Every weekday (Monday to Friday)'));
    await expectRule('RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR');
    await board.expectEvent(TITLE, FRIDAY, '10:00–11:00');

    await edit(async () => {
      await expect(recurrence.frequency).toHaveValue('WORKDAYS');
      await recurrence.frequency.selectOption('Daily');
      await recurrence.ends.selectOption('After a number of times');
      await recurrence.numberOfTimes.fill('3');
      await recurrence.expectWords('every day, 3 times');
    });
    await expectRule('RRULE:FREQ=DAILY;COUNT=3');

    await edit(async () => {
      await expect(recurrence.numberOfTimes).toHaveValue('3');
      await recurrence.frequency.selectOption('Monthly');
      await recurrence.ends.selectOption('Never');
    });
    await expectRule(`RRULE:FREQ=MONTHLY;BYMONTHDAY=${Number(MONDAY.slice(8))}`);

    await edit(() => recurrence.dayOfMonth.selectOption({ label: nthMonday() }));
    const nth = Math.ceil(Number(MONDAY.slice(8)) / 7);
    await expectRule(`RRULE:FREQ=MONTHLY;BYDAY=${nth === 5 ? -1 : nth}MO`);

    await edit(() => recurrence.frequency.selectOption('Yearly'));
    await expectRule('RRULE:FREQ=YEARLY');
  });

  test('a series becomes a single event again', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [{ ...REHEARSAL, recurrence: ['RRULE:FREQ=DAILY'] }]);
    await demo.signIn(mira);

    await demo.board.event(TITLE).first().click();
    await demo.recurrence.frequency.selectOption('Does not repeat');
    await demo.dialog.save();
    await expect(demo.seriesQuestion.choice('This event')).toHaveCount(0);
    await demo.seriesQuestion.answer('All events');
    await demo.dialog.expectClosed();

    await expect(demo.board.event(TITLE)).toHaveCount(1);
    await expect.poll(async () => (await google.event(mira, TITLE)).recurrence ?? []).toEqual([]);
  });

  test('a rule that has no fields is said in words, and is kept by every other change', async ({
    demo,
    google,
  }) => {
    const rule = ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=1,2,3,4,5,6,7,-1,-2'];
    const mira = await google.addUser('Mira', [
      { ...REHEARSAL, recurrence: [...rule, `RDATE;TZID=Europe/Berlin:${basic(MONDAY)}T100000`] },
    ]);
    const before = (await google.event(mira, TITLE)).recurrence;
    await demo.signIn(mira);

    await demo.board.event(TITLE).first().click();
    await expect(demo.recurrence.frequency).toHaveValue('OWN');
    await demo.recurrence.frequency.selectOption('Daily');
    await demo.recurrence.frequency.selectOption('By a rule of its own');
    await demo.dialog.field('Location').fill('Hall');
    await demo.dialog.save();
    await demo.seriesQuestion.answer('All events');
    await demo.dialog.expectClosed();

    await expect.poll(async () => (await google.event(mira, TITLE)).location).toBe('Hall');
    expect((await google.event(mira, TITLE)).recurrence).toEqual(before);
  });

  test('a last day before the event is a problem that is said at its field', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    await demo.board.selectTime(WEDNESDAY, '10:00', '11:00');
    await demo.recurrence.frequency.selectOption('Daily');
    await demo.recurrence.ends.selectOption('On a date');
    await demo.recurrence.lastDay.fill(addDays(WEDNESDAY, -1));
    await demo.dialog.save();

    await expect(demo.alert).toHaveText('The last day is before the event.');
    await expect(demo.recurrence.lastDay).toBeFocused();
    await demo.recurrence.lastDay.fill(addDays(WEDNESDAY, 1));
    await demo.recurrence.lastDay.blur();
    await expect(demo.alert).toHaveCount(0);
  });
});

/** As in `20261123`. */
function basic(date: string): string {
  return date.replaceAll('-', '');
}

function nthMonday(): string {
  const nth = Math.ceil(Number(MONDAY.slice(8)) / 7);
  const names = ['first', 'second', 'third', 'fourth', 'last'];
  return `Monthly on the ${names[nth - 1] ?? ''} Monday`;
}
