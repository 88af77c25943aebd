import { expect, test } from '../commands-fixtures';
import { onDay } from '../event-times';

const JUNE = { calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' };
const JULY = { calendarIds: ['primary'], start: '2026-07-01', end: '2026-08-01' };
const AUGUST = { calendarIds: ['primary'], start: '2026-08-01', end: '2026-09-01' };

test.describe('views that follow signals', () => {
  test.beforeEach(async ({ commands, google, ada }) => {
    await google.insert(ada, { ...onDay('2026-06-10'), summary: 'In June' });
    await google.insert(ada, { ...onDay('2026-07-10'), summary: 'In July' });
    await google.insert(ada, { ...onDay('2026-08-10'), summary: 'In August' });
    await commands.openAs(ada);
  });

  test('watchEvents(signal): two components show ranges of their own, and the view of the app stays as it is', async ({
    page,
    commands,
  }) => {
    await page.evaluate(
      ([june, july, august]) => {
        components.setView('view', june);
        components.watchEvents('first', july);
        components.watchEvents('second', august);
      },
      [JUNE, JULY, AUGUST] as const,
    );
    await expect(commands.titles('first')).toHaveText(['In July']);
    await expect(commands.titles('second')).toHaveText(['In August']);
    await expect(commands.titles('view')).toHaveText(['In June']);

    await page.evaluate((june) => {
      components.change('first', june);
    }, JUNE);
    await expect(commands.titles('first')).toHaveText(['In June']);
    await expect(commands.titles('second')).toHaveText(['In August']);
    await expect(commands.titles('view')).toHaveText(['In June']);
  });

  test('watchEvents(signal): a write shows at once in each component whose range holds it, and in no other', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await page.evaluate(
      ([july, august]) => {
        components.watchEvents('first', july);
        components.watchEvents('second', august);
      },
      [JULY, AUGUST] as const,
    );
    await expect(commands.titles('first')).toHaveText(['In July']);
    await expect(commands.titles('second')).toHaveText(['In August']);

    await page.evaluate(() => service.addEvent('primary', { title: 'Trip', start: '2026-07-20' }));
    await expect(commands.titles('first')).toHaveText(['In July', 'Trip']);
    await expect(commands.titles('second')).toHaveText(['In August']);
    expect((await google.event(ada, 'Trip')).start?.date).toBe('2026-07-20');
  });

  test('setView(function): the view follows the signal that the function reads', async ({
    page,
    commands,
  }) => {
    await page.evaluate((june) => {
      components.setView('view', june);
    }, JUNE);
    await expect(commands.titles('view')).toHaveText(['In June']);

    await page.evaluate((july) => {
      components.change('view', july);
    }, JULY);
    await expect(commands.titles('view')).toHaveText(['In July']);
    expect(await page.evaluate(() => service.events().map(({ title }) => title))).toEqual([
      'In July',
    ]);
  });

  test('setView(function): when the last component is destroyed, the view of the one before is shown again', async ({
    page,
    commands,
  }) => {
    await page.evaluate((june) => {
      components.setView('page', june);
    }, JUNE);
    await expect(commands.titles('page')).toHaveText(['In June']);
    await page.evaluate((july) => {
      components.setView('dialog', july);
    }, JULY);
    await expect(commands.titles('dialog')).toHaveText(['In July']);
    // A component that has been covered waits for its turn.
    await page.evaluate((august) => {
      components.change('page', august);
    }, AUGUST);
    await expect(commands.titles('dialog')).toHaveText(['In July']);

    await page.evaluate(() => {
      components.destroy('dialog');
    });
    await expect(commands.titles('page')).toHaveText(['In August']);
  });
});
