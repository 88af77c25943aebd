import { addDays, today } from '../calendar-days';
import { expect, test } from '../fixtures';

for (const zone of ['Pacific/Apia', 'America/Los_Angeles', 'UTC', 'Asia/Kolkata']) {
  test.describe(`In ${zone}`, () => {
    test.use({ timezoneId: zone });

    // In the middle of the month, so that it is on screen with the days beside it.
    const day = `${today(zone).slice(0, 8)}15`;

    test('all-day events are on their own days', async ({ demo, google }) => {
      const mira = await google.addUser('Mira', [
        { summary: 'One day', start: { date: day }, end: { date: addDays(day, 1) } },
        { summary: 'Three days', start: { date: day }, end: { date: addDays(day, 3) } },
      ]);
      await demo.signIn(mira);
      await demo.board.show('Month');

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

    test('an all-day event is created on the day that was chosen', async ({ demo, google }) => {
      const mira = await google.addUser('Mira');
      await demo.signIn(mira);
      await demo.board.show('Month');

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
