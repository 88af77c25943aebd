import { addDays, today } from '../calendar-days';
import { expect, test } from '../fixtures';

for (const zone of ['Pacific/Apia', 'America/Los_Angeles', 'UTC', 'Asia/Kolkata']) {
  test.describe(`all-day events in ${zone}`, () => {
    test.use({ timezoneId: zone });

    // In the middle of the month, so that the month view shows the days before and after it, too.
    const day = `${today(zone).slice(0, 8)}15`;

    test('the month shows each event on its own days, and its dialog shows the first and the last day', async ({
      demo,
      google,
    }) => {
      const mira = await google.addUser('Mira', [
        { summary: 'One day', start: { date: day }, end: { date: addDays(day, 1) } },
        { summary: 'Three days', start: { date: day }, end: { date: addDays(day, 3) } },
      ]);
      await demo.signIn(mira);
      await demo.board.showView('Month');

      await expect(demo.board.day(day).getByRole('button')).toHaveText(['Three days', 'One day']);
      await expect(demo.board.event('One day')).toHaveCount(1);

      await demo.board.event('One day').click();
      await expect(demo.dialog.field('Start date')).toHaveValue(day);
      await expect(demo.dialog.field('End date')).toHaveValue(day);
      await demo.dialog.close();
      await demo.board.event('Three days').first().click();
      await expect(demo.dialog.field('Start date')).toHaveValue(day);
      await expect(demo.dialog.field('End date')).toHaveValue(addDays(day, 2));
    });

    test('an event created by a click on a day is shown and stored on that day', async ({
      demo,
      google,
    }) => {
      const mira = await google.addUser('Mira');
      await demo.signIn(mira);
      await demo.board.showView('Month');

      await demo.board.day(day).click();
      await expect(demo.dialog.field('All day')).toBeChecked();
      await demo.dialog.title.fill('My day');
      await demo.dialog.save();

      await expect(demo.board.day(day).getByRole('button', { name: 'My day' })).toBeVisible();
      await expect(demo.notifications).toContainText('“My day” added.');
      const { start, end } = await google.event(mira, 'My day');
      expect([start?.date, end?.date]).toEqual([day, addDays(day, 1)]);
    });
  });
}
