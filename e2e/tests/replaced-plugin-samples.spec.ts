import { expect, test } from '../commands-fixtures';

/** The methods that the samples call. Events are plain objects, as the documentation of the replaced plug-in has them. */
interface CalendarService {
  addEvent(calendarId: string, event: object): Promise<SampleEvent>;
  updateEvent(calendarId: string, event: object): Promise<SampleEvent>;
  deleteEvent(calendarId: string, event: object): Promise<void>;
  getEvents(calendarIds: string | string[], start: Date, end: Date): Promise<SampleEvent[]>;
}

interface SampleEvent {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly description?: string;
  readonly googleEvent: Readonly<Record<string, unknown>>;
}

declare global {
  var calendarService: CalendarService;
}

test.describe('samples of the replaced plug-in', () => {
  test.beforeEach(async ({ commands, ada }) => {
    await commands.open();
    await commands.signIn(ada);
  });

  test('addEvent stores the description in googleEvent, and updateEvent changes it and nothing else', async ({
    page,
    google,
    ada,
  }) => {
    const added = await page.evaluate(() =>
      calendarService.addEvent('primary', {
        title: 'Talk',
        start: new Date('2026-05-05T09:00:00Z'),
        end: new Date('2026-05-05T10:00:00Z'),
        googleEvent: { description: 'old', location: 'Room 1' },
      }),
    );
    expect((await google.event(ada, 'Talk')).description).toBe('old');

    const changed = await page.evaluate(
      (id) => calendarService.updateEvent('primary', { id, googleEvent: { description: 'new' } }),
      added.id,
    );
    expect(changed.description).toBe('new');
    const { description, location } = await google.event(ada, 'Talk');
    expect([description, location]).toEqual(['new', 'Room 1']);

    await page.evaluate(async () => {
      const may = [new Date('2026-05-01'), new Date('2026-06-01')] as const;
      const [event] = await calendarService.getEvents('primary', ...may);
      await calendarService.updateEvent('primary', {
        ...event,
        googleEvent: { ...event?.googleEvent, description: 'newer' },
      });
    });
    expect((await google.event(ada, 'Talk')).description).toBe('newer');
  });

  test('addEvent makes a series of a recurrence in googleEvent, and getEvents lists its occurrences', async ({
    page,
  }) => {
    const starts = await page.evaluate(async () => {
      await calendarService.addEvent('primary', {
        title: 'Stand-up',
        start: '2026-05-05T09:00:00Z',
        end: '2026-05-05T09:15:00Z',
        googleEvent: { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] },
      });
      const may = [new Date('2026-05-01'), new Date('2026-06-01')] as const;
      const events = await calendarService.getEvents(['primary'], ...may);
      return events.map(({ start }) => new Date(start).toISOString());
    });
    expect(starts).toEqual([
      '2026-05-05T09:00:00.000Z',
      '2026-05-06T09:00:00.000Z',
      '2026-05-07T09:00:00.000Z',
    ]);
  });

  test('addEvent and updateEvent store custom properties, and getEvents returns them', async ({
    page,
  }) => {
    const properties = await page.evaluate(async () => {
      const { id } = await calendarService.addEvent('primary', {
        title: 'Job',
        start: '2026-05-05T09:00:00Z',
        job: 'painting',
        floors: [1, 2],
      });
      await calendarService.updateEvent('primary', { id, job: 'papering' });
      const may = [new Date('2026-05-01'), new Date('2026-06-01')] as const;
      const [event] = await calendarService.getEvents('primary', ...may);
      return event?.googleEvent['extendedProperties'];
    });
    expect(properties).toEqual({ private: { job: 'papering', floors: '[1,2]' } });
  });

  test('deleteEvent deletes an event that getEvents returned', async ({ page, google, ada }) => {
    await page.evaluate(async () => {
      await calendarService.addEvent('primary', { title: 'Gone', start: '2026-05-05' });
      const may = [new Date('2026-05-01'), new Date('2026-06-01')] as const;
      const [event] = await calendarService.getEvents('primary', ...may);
      await calendarService.deleteEvent('primary', event ?? {});
    });
    expect((await google.event(ada, 'Gone')).status).toBe('cancelled');
  });
});
