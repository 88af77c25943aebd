import { expect, test } from '../commands-fixtures';
import { atNoon } from '../event-times';

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
      ...atNoon('2026-06-10'),
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

  test.describe('of a series', () => {
    test.beforeEach(async ({ commands, google, ada }) => {
      await google.insert(ada, {
        id: 'standup',
        summary: 'Stand-up',
        start: { dateTime: '2026-06-10T09:00:00+02:00', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-06-10T09:15:00+02:00', timeZone: 'Europe/Berlin' },
        recurrence: ['RRULE:FREQ=DAILY;COUNT=20'],
      });
      await google.insert(ada, { ...atNoon('2026-06-12'), summary: 'Lunch' });
      await commands.openAs(ada);
    });

    test('getMaster: gives the event with the rule of an occurrence', async ({ page }) => {
      const master = await page.evaluate(async () => {
        const [occurrence] = await service.getEvents('primary', '2026-06-12', '2026-06-13');
        if (!occurrence) {
          throw new Error('There is no occurrence.');
        }
        const { id, start, recurrence } = await service.getMaster(occurrence);
        return { id, start, recurrence };
      });
      expect(master).toEqual({
        id: 'standup',
        start: '2026-06-10T09:00:00+02:00',
        recurrence: ['RRULE:FREQ=DAILY;COUNT=20'],
      });
    });

    test('getMaster: of an event that is of no series is invalid-request', async ({ page }) => {
      const code = await page.evaluate(async () => {
        const events = await service.getEvents('primary', '2026-06-12', '2026-06-13');
        const lunch = events.find(({ title }) => title === 'Lunch');
        return lunch && errorCode(service.getMaster(lunch));
      });
      expect(code).toBe('invalid-request');
    });

    test('getOccurrences: gives the occurrences of this series in the range, as they were changed', async ({
      page,
      google,
      ada,
    }) => {
      const { id } = (
        await google.events(ada, 'primary', {
          start: '2026-06-13T00:00:00+02:00',
          end: '2026-06-14T00:00:00+02:00',
        })
      )[0] ?? { id: '' };
      await google.changeEvent(ada, id, { summary: 'Late stand-up' });
      const titles = await page.evaluate(async () => {
        const series = { calendarId: 'primary', id: 'standup' };
        const occurrences = await service.getOccurrences(series, '2026-06-12', '2026-06-15');
        return occurrences.map(({ start, title }) => `${start.slice(0, 10)} ${title}`);
      });
      expect(titles).toEqual([
        '2026-06-12 Stand-up',
        '2026-06-13 Late stand-up',
        '2026-06-14 Stand-up',
      ]);
    });

    test('listEvents: a page is requested when the app asks for it, and none after a break', async ({
      page,
      google,
    }) => {
      const listRequests = async () => {
        const requests = await google.pageRequests();
        return requests.filter(({ query }) => query['maxResults'] === '6').length;
      };
      const nextPage = () =>
        page.evaluate(async () => {
          const next = await pages.next();
          return next.done ? undefined : next.value.length;
        });
      await page.evaluate(() => {
        const query = { start: '2026-06-01', end: '2026-07-01', maxResults: 6 };
        globalThis.pages = service.listEvents('primary', query)[Symbol.asyncIterator]();
      });
      expect(await listRequests()).toBe(0);
      const lengths: unknown[] = [];
      for (const requested of [1, 2, 3, 4]) {
        lengths.push(await nextPage());
        expect(await listRequests()).toBe(requested);
      }
      expect(lengths).toEqual([6, 6, 6, 3]);
      expect(await nextPage()).toBeUndefined();
      expect(await listRequests()).toBe(4);

      const titles = await page.evaluate(async () => {
        const query = { start: '2026-06-01', end: '2026-07-01', maxResults: 6 };
        const seen: string[] = [];
        for await (const events of service.listEvents('primary', query)) {
          seen.push(...events.map(({ title }) => title));
          if (seen.includes('Lunch')) {
            break;
          }
        }
        return seen;
      });
      expect(titles).toEqual(['Stand-up', 'Stand-up', 'Stand-up', 'Lunch', 'Stand-up', 'Stand-up']);
      // A later request is answered: one for the next page would have been sent before it.
      await page.evaluate(() => service.getEvent('primary', 'standup'));
      expect(await listRequests()).toBe(5);
    });

    test('listEvents: with singleEvents false it gives series as their masters', async ({
      page,
    }) => {
      const events = await page.evaluate(async () => {
        const seen: string[] = [];
        for await (const events of service.listEvents('primary', { singleEvents: false })) {
          seen.push(...events.map(({ title, recurrence }) => `${title} ${String(recurrence)}`));
        }
        return seen.sort();
      });
      expect(events).toEqual(['Lunch undefined', 'Stand-up RRULE:FREQ=DAILY;COUNT=20']);
    });
  });

  test.describe('getEvents with a filter', () => {
    test.beforeEach(async ({ commands, google, ada }) => {
      await google.insert(ada, { ...atNoon('2026-06-10'), summary: 'Lunch', description: 'Thai' });
      await google.insert(ada, {
        ...atNoon('2026-06-11'),
        summary: 'Visit',
        extendedProperties: { private: { patient: 'Ada', ward: '4' } },
      });
      await google.insert(ada, { ...atNoon('2026-06-12'), id: 'deleted', summary: 'Cinema' });
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
      const { updated } = await google.insert(ada, { ...atNoon('2026-06-13'), summary: 'New' });
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
