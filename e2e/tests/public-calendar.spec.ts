import { expect, PUBLIC_CALENDAR_ID, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.describe('The public calendar', () => {
  test('is there without signing in', async ({ demo, google, popups }) => {
    await demo.open();
    await demo.page.getByRole('link', { name: /public calendar without signing in/ }).click();
    await expect(demo.page.getByRole('heading', { name: 'Public calendar' })).toBeVisible();
    await demo.board.show('Year');

    const year = String(new Date().getFullYear());
    const holidays = await google.events(ADA, PUBLIC_CALENDAR_ID, {
      start: `${year}-01-01T00:00:00+01:00`,
      end: `${String(Number(year) + 1)}-01-01T00:00:00+01:00`,
    });
    expect(holidays.length).toBeGreaterThan(8);
    await expect
      .poll(async () => (await demo.board.shownEvents()).map(({ key }) => key).sort())
      .toEqual(holidays.map(({ id }) => `${PUBLIC_CALENDAR_ID}/${id}`).sort());

    await demo.board
      .event(/Christmas|Weihnacht/)
      .first()
      .click();
    await expect(demo.dialog.root).toContainText('This event can only be read here.');
    const asked = (await google.requests()).filter(({ path }) => path.startsWith('/calendar/'));
    // The test's own questions carry a token; the app's carry a key.
    expect(asked.filter(({ authorization }) => authorization === 'none')).not.toHaveLength(0);
    expect(asked.filter(({ status }) => status !== 200)).toEqual([]);
    expect(popups.openings).toEqual([]);
  });

  test('is there even where Google’s sign-in cannot be loaded', async ({ demo }) => {
    await demo.page.route('**/gsi/client', (route) => route.abort());
    await demo.open('/public');
    await demo.board.show('Year');
    await expect(demo.board.event(/Christmas|Weihnacht/).first()).toBeVisible();
  });

  test('that Google does not answer for can be asked for again', async ({ demo, google }) => {
    await google.fault({ path: '/calendar/v3/calendars/*/events', status: 404 });
    await demo.open('/public');
    await expect(demo.alert).toContainText('This is not there any more');

    await demo.button('Try again').click();
    await expect(demo.alert).toHaveCount(0);
    await demo.board.show('Year');
    await expect(demo.board.event(/Christmas|Weihnacht/).first()).toBeVisible();
  });
});
