import { expect, PUBLIC_CALENDAR_ID, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.describe('public calendar', () => {
  test('the year shows all of its events without a sign-in, read with the API key', async ({
    demo,
    google,
    popups,
  }) => {
    await demo.open();
    await demo.page.getByRole('link', { name: /public calendar without signing in/ }).click();
    await expect(demo.page.getByRole('heading', { name: 'Public calendar' })).toBeVisible();
    await demo.board.showView('Year');

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
    const requests = (await google.requests()).filter(({ path }) => path.startsWith('/calendar/'));
    // The test's own requests have a token. The app's have an API key instead.
    expect(requests.filter(({ authorization }) => authorization === 'none')).not.toHaveLength(0);
    expect(requests.filter(({ status }) => status !== 200)).toEqual([]);
    expect(popups.openings).toEqual([]);
  });

  test('its events are shown even if Google’s sign-in cannot be loaded', async ({ demo }) => {
    await demo.page.route('**/gsi/client', (route) => route.abort());
    await demo.open('/public');
    await demo.board.showView('Year');
    await expect(demo.board.event(/Christmas|Weihnacht/).first()).toBeVisible();
  });

  test('an error from Google is shown, and “Try again” reads the calendar', async ({
    demo,
    google,
  }) => {
    await google.fault({ path: '/calendar/v3/calendars/*/events', status: 404 });
    await demo.open('/public');
    await expect(demo.alert).toContainText('This is not there any more');

    await demo.button('Try again').click();
    await expect(demo.alert).toHaveCount(0);
    await demo.board.showView('Year');
    await expect(demo.board.event(/Christmas|Weihnacht/).first()).toBeVisible();
  });
});
