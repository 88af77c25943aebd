import { expect, test } from '../commands-fixtures';

test.describe('reads of events', () => {
  test('getEvent: gives one event as the account sees it, and not-found where there is none', async ({
    page,
    commands,
    google,
    ada,
    ben,
  }) => {
    await google.insert(ben, {
      id: 'lunch',
      summary: 'Lunch',
      location: 'Canteen',
      start: { dateTime: '2026-06-10T12:00:00+02:00' },
      end: { dateTime: '2026-06-10T13:00:00+02:00' },
      attendees: [{ email: ada }],
    });
    await commands.openAs(ada);
    const event = await page.evaluate(async () => {
      const { title, start, location, organizer } = await service.getEvent('primary', 'lunch');
      return { title, start, location, organizer: organizer?.email };
    });
    expect(event).toEqual({
      title: 'Lunch',
      start: '2026-06-10T12:00:00+02:00',
      location: 'Canteen',
      organizer: ben,
    });
    expect(await page.evaluate(() => errorCode(service.getEvent('primary', 'supper')))).toBe(
      'not-found',
    );
  });

  test.describe('getEvents with a filter', () => {
    test.beforeEach(async ({ commands, google, ada }) => {
      await google.insert(ada, { ...onDay('2026-06-10'), summary: 'Lunch', description: 'Thai' });
      await google.insert(ada, {
        ...onDay('2026-06-11'),
        summary: 'Visit',
        extendedProperties: { private: { patient: 'Ada', ward: '4' } },
      });
      await google.insert(ada, { ...onDay('2026-06-12'), id: 'deleted', summary: 'Cinema' });
      await google.as(ada, { method: 'DELETE', path: 'calendars/primary/events/deleted' });
      await commands.openAs(ada);
    });

    test('text: gives the events that hold the words', async ({ page }) => {
      const titles = await page.evaluate(async () => {
        const events = await service.getEvents('primary', '2026-06-01', '2026-07-01', {
          text: 'thai',
        });
        return events.map(({ title }) => title);
      });
      expect(titles).toEqual(['Lunch']);
    });

    test('updatedMin: gives the events that were changed since', async ({ page, google, ada }) => {
      await google.advanceClock(60_000);
      const { updated } = await google.insert(ada, { ...onDay('2026-06-13'), summary: 'New' });
      const titles = await page.evaluate(async (updatedMin) => {
        const events = await service.getEvents('primary', '2026-06-01', '2026-07-01', {
          updatedMin: new Date(updatedMin),
        });
        return events.map(({ title }) => title);
      }, updated ?? '');
      expect(titles).toEqual(['New']);
    });

    test('privateExtendedProperty: gives the events that have all of these properties', async ({
      page,
    }) => {
      const titles = await page.evaluate(async () => {
        const titlesWith = async (privateExtendedProperty: Record<string, string>) => {
          const events = await service.getEvents('primary', '2026-06-01', '2026-07-01', {
            privateExtendedProperty,
          });
          return events.map(({ title }) => title);
        };
        return [
          await titlesWith({ patient: 'Ada', ward: '4' }),
          await titlesWith({ patient: 'Ada', ward: '5' }),
        ];
      });
      expect(titles).toEqual([['Visit'], []]);
    });

    test('showDeleted: gives deleted events too, as cancelled', async ({ page }) => {
      const events = await page.evaluate(async () => {
        const shown = async (showDeleted: boolean) => {
          const read = await service.getEvents('primary', '2026-06-01', '2026-07-01', {
            showDeleted,
          });
          return read.map(({ title, status }) => `${title}: ${status}`);
        };
        return [await shown(false), await shown(true)];
      });
      expect(events).toEqual([
        ['Lunch: confirmed', 'Visit: confirmed'],
        ['Lunch: confirmed', 'Visit: confirmed', 'Cinema: cancelled'],
      ]);
    });
  });
});

/** The times of an event of an hour. */
function onDay(day: string): object {
  return {
    start: { dateTime: `${day}T12:00:00+02:00` },
    end: { dateTime: `${day}T13:00:00+02:00` },
  };
}
