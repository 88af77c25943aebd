import type { Page } from '@playwright/test';
import { expect, test } from '../commands-fixtures';
import { atNoon } from '../event-times';

const EVENT_COMMANDS = /event-commands/;

test.describe('code that is loaded when it is needed', () => {
  test.beforeEach(async ({ google, ada }) => {
    await google.insert(ada, {
      id: 'lunch',
      summary: 'Lunch',
      ...atNoon('2026-06-10'),
    });
  });

  test('commands: their code is not loaded for reading and the four writes, and once when one is called', async ({
    page,
    commands,
    ada,
  }) => {
    const loaded = loadedScripts(page);
    await commands.openAs(ada);
    await page.evaluate(async () => {
      service.setView({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' });
      await service.getEvents('primary', '2026-06-01', '2026-07-01');
      const event = await service.addEvent('primary', { title: 'Dinner', start: '2026-06-11' });
      await service.updateEvent('primary', { id: event.id, title: 'Supper' });
      await service.deleteEvent('primary', event.id);
      await service.restoreEvent(event);
    });
    expect(loaded.filter((url) => url.includes('-commands'))).toEqual([]);

    const titles = await page.evaluate(async () => {
      const events = await Promise.all([
        service.getEvent('primary', 'lunch'),
        service.getEvent('primary', 'lunch'),
      ]);
      return events.map(({ title }) => title);
    });
    expect(titles).toEqual(['Lunch', 'Lunch']);
    const commandScripts = loaded.filter((url) => url.includes('-commands'));
    expect(commandScripts).toEqual([expect.stringMatching(EVENT_COMMANDS)]);
  });

  test('commands: where their code does not load, they reject with script-failed and send nothing, until the page is reloaded', async ({
    page,
    commands,
    ada,
  }) => {
    await commands.openAs(ada);
    await page.route(EVENT_COMMANDS, (route) => route.abort('internetdisconnected'));
    const before = commands.googleRequests;
    expect(await page.evaluate(() => errorCode(service.getEvent('primary', 'lunch')))).toBe(
      'script-failed',
    );
    expect(commands.googleRequests).toEqual(before);

    const titles = await page.evaluate(async () => {
      const events = await service.getEvents('primary', '2026-06-01', '2026-07-01');
      return events.map(({ title }) => title);
    });
    expect(titles).toEqual(['Lunch']);

    await page.unroute(EVENT_COMMANDS);
    // A page remembers which scripts it could not load.
    await page.reload();
    await expect(commands.status).toHaveText('signed-in');
    expect(
      await page.evaluate(async () => (await service.getEvent('primary', 'lunch')).title),
    ).toBe('Lunch');
  });
});

/** The URLs of the scripts that the page loads from now on. */
function loadedScripts(page: Page): readonly string[] {
  const urls: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') {
      urls.push(request.url());
    }
  });
  return urls;
}
