import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

test.use({ viewport: { width: 390, height: 844 } });

for (const locale of ['en-GB', 'de', 'hu', 'ar']) {
  test.describe(`phone: ${locale}`, () => {
    test.use({ locale, viewport: { width: 360, height: 740 } });

    test(`phone: the bar shows the name of each page whole (${locale})`, async ({ demo, page }) => {
      await demo.open();
      const links = page.locator('app-tour-bar').getByRole('link');
      await expect(links).toHaveCount(4);
      for (const link of await links.all()) {
        await expect(link).toBeInViewport({ ratio: 1 });
        expect(await link.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
      }
    });
  });
}

test('phone: titles of events that share a day of the week are not broken letter by letter', async ({
  demo,
  google,
}) => {
  const day = dayOfThisWeek(0);
  const lessons = ['Bouldering', 'Gardening'].map((summary) => ({
    summary,
    start: { dateTime: timeAt(day, '10:00'), timeZone: 'Europe/Berlin' },
    end: { dateTime: timeAt(day, '13:00'), timeZone: 'Europe/Berlin' },
  }));
  await demo.signIn(await google.addUser('Mira', lessons));
  await demo.board.showView('Week');
  for (const { summary } of lessons) {
    const title = demo.board.event(summary).getByText(summary);
    await expect(title).toBeVisible();
    const linesOfTitle = await title.evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getClientRects().length;
    });
    expect(linesOfTitle).toBe(1);
    // It is whole, since the event is long enough.
    expect(
      await title.evaluate((element) => element.scrollHeight - element.clientHeight),
    ).toBeLessThanOrEqual(0);
  }
});
