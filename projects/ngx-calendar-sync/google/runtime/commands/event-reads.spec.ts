import type { GoogleCalendarService } from '../../google-calendar.service';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import { anApp, aUser, control, loaded, signedIn } from '../../specs/emulator';
import { requestsOf } from '../../specs/emulator-requests';

const HOLIDAYS = 'en.german#holiday@group.v.calendar.google.com';

const at = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
const lesson = {
  id: 'lesson0',
  summary: 'Lesson',
  start: at('2026-05-04T09:00:00Z'),
  end: at('2026-05-04T10:00:00Z'),
  recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'],
};
const review = {
  id: 'review0',
  summary: 'Review',
  start: at('2026-05-12T09:00:00Z'),
  end: at('2026-05-12T10:00:00Z'),
};
const day = (number: number) => ({
  id: `day${number}`,
  summary: `Day ${number}`,
  start: { date: `2026-05-0${number}` },
  end: { date: `2026-05-0${number + 1}` },
});

const code = (expected: string, message = /./) =>
  jasmine.objectContaining({ code: expected, message: jasmine.stringMatching(message) });
const as = (email: string, method: string, path: string, body: object = {}) =>
  control('as', { email, method, path: `calendars/primary/events/${path}`, body });
const daysOf = (events: readonly GoogleCalendarEvent[]) =>
  events.map(({ start }) => start.slice(0, 10));

describe('event reads', () => {
  let email: string;
  let service: GoogleCalendarService;

  async function setUp(...events: object[]): Promise<void> {
    email = await aUser(events);
    service = await signedIn(email);
  }

  /** How many lists of events have been asked for. */
  const listCount = async () =>
    (await requestsOf(email)).filter(({ path }) => path.endsWith('/events')).length;

  describe('getEvent', () => {
    it('getEvent: an event outside of the view, in the colours of its calendar', async () => {
      await setUp({ ...review, colorId: '11' });
      service.setView({ calendarIds: [email], start: '2026-06-01', end: '2026-07-01' });
      await loaded(service);
      const event = await service.getEvent('primary', 'review0');
      expect(event.title).toBe('Review');
      expect(event.calendarId).toBe(email);
      expect(event.color).toBe('#dc2127');
      expect(service.events()).toEqual([]);
    });

    it('getEvent: a deleted event is there with its status', async () => {
      await setUp(review);
      await as(email, 'DELETE', 'review0');
      const event = await service.getEvent(email, 'review0');
      expect([event.title, event.status]).toEqual(['Review', 'cancelled']);
    });

    it('getEvent: a public calendar needs the API key alone', async () => {
      service = anApp({ apiKey: 'emulator-api-key' });
      const [holiday] = await service.getEvents(HOLIDAYS, '2026-01-01', '2027-01-01');
      if (!holiday) {
        throw new Error('There is no holiday.');
      }
      expect(await service.getEvent(HOLIDAYS, holiday.id)).toEqual(holiday);
    });

    it('getEvent: an unknown id is not found, an empty one and one after an abort are not asked for', async () => {
      await setUp(review);
      await expectAsync(service.getEvent(email, 'nothing0')).toBeRejectedWith(code('not-found'));
      const before = (await requestsOf(email)).length;
      await expectAsync(service.getEvent(email, '')).toBeRejectedWith(
        code('invalid-request', /id/),
      );
      const signal = AbortSignal.abort('gone');
      await expectAsync(service.getEvent(email, 'review0', { signal })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'cancelled', cause: 'gone' }),
      );
      expect((await requestsOf(email)).length).toBe(before);
    });
  });

  describe('series', () => {
    it('getMaster: of an occurrence, of its ids alone, and of the master itself', async () => {
      await setUp(lesson);
      const [occurrence] = await service.getEvents(email, '2026-05-01', '2026-06-01');
      if (!occurrence) {
        throw new Error('There is no occurrence.');
      }
      const master = await service.getMaster(occurrence);
      expect(master.id).toBe('lesson0');
      expect(master.recurrence).toEqual(['RRULE:FREQ=WEEKLY;COUNT=5']);
      const { id } = occurrence;
      expect(await service.getMaster({ calendarId: 'primary', id })).toEqual(master);
      expect(await service.getMaster(master)).toEqual(master);
    });

    it('getMaster, getOccurrences: a single event is an invalid request', async () => {
      await setUp(review);
      const single = { calendarId: email, id: 'review0' };
      await expectAsync(service.getMaster(single)).toBeRejectedWith(
        code('invalid-request', /series/),
      );
      await expectAsync(
        service.getOccurrences(single, '2026-05-01', '2026-06-01'),
      ).toBeRejectedWith(code('invalid-request', /series/));
    });

    it('getOccurrences: those of one series in the range, changed ones where they are now, none that was deleted', async () => {
      await setUp(lesson, review);
      await as(email, 'PATCH', 'lesson0_20260511T090000Z', {
        start: at('2026-05-19T09:00:00Z'),
        end: at('2026-05-19T10:00:00Z'),
      });
      await as(email, 'DELETE', 'lesson0_20260525T090000Z');
      const series = { calendarId: 'primary', id: 'lesson0' };
      const may = await service.getOccurrences(series, '2026-05-01', '2026-06-01');
      expect(daysOf(may)).toEqual(['2026-05-04', '2026-05-18', '2026-05-19']);
      const [first] = may;
      if (!first) {
        throw new Error('There is no occurrence.');
      }
      // The second one ends when the range begins, and the third one begins when it ends.
      const range = ['2026-05-04T10:00:00Z', '2026-05-19T09:00:00Z'] as const;
      expect(daysOf(await service.getOccurrences(first, ...range))).toEqual(['2026-05-18']);
      const byId = { calendarId: email, id: first.id };
      expect(daysOf(await service.getOccurrences(byId, ...range))).toEqual(['2026-05-18']);
    });

    it('getOccurrences: an empty range and an empty id are not asked for', async () => {
      await setUp(lesson);
      const before = (await requestsOf(email)).length;
      const series = { calendarId: email, id: 'lesson0' };
      const refused: readonly Promise<unknown>[] = [
        service.getOccurrences(series, '2026-06-01', '2026-05-01'),
        service.getOccurrences(series, 'soon', '2026-05-01'),
        service.getOccurrences({ calendarId: email, id: '' }, '2026-05-01', '2026-06-01'),
        service.getMaster({ calendarId: email, id: '' }),
      ];
      for (const wrong of refused) {
        await expectAsync(wrong).toBeRejectedWith(code('invalid-request'));
      }
      expect((await requestsOf(email)).length).toBe(before);
    });
  });

  describe('listEvents', () => {
    const week = [1, 2, 3, 4, 5].map(day);

    async function pagesOf(
      pages: AsyncIterable<readonly GoogleCalendarEvent[]>,
    ): Promise<string[][]> {
      const read: string[][] = [];
      for await (const page of pages) {
        read.push(page.map(({ id }) => id));
      }
      return read;
    }

    it('listEvents: a page at a time, to the end, and from the beginning for each loop', async () => {
      await setUp(...week);
      const list = service.listEvents('primary', { maxResults: 2 });
      const pages = [['day1', 'day2'], ['day3', 'day4'], ['day5']];
      expect(await pagesOf(list)).toEqual(pages);
      expect(await pagesOf(list)).toEqual(pages);
    });

    it('listEvents: the next page is asked for when the loop comes to it, and break ends the list', async () => {
      await setUp(...week);
      const before = await listCount();
      const asked: number[] = [];
      for await (const page of service.listEvents(email, { maxResults: 1 })) {
        asked.push((await listCount()) - before);
        if (page[0]?.id === 'day3') {
          break;
        }
      }
      expect(asked).toEqual([1, 2, 3]);
      expect((await listCount()) - before).toBe(3);
    });

    it('listEvents: return() gives up a page that is on its way', async () => {
      await setUp(...week);
      await control('fault', { path: '/calendar/v3/**', user: email, delayMs: 600_000 });
      const pages = service.listEvents(email)[Symbol.asyncIterator]();
      const first = pages.next();
      expect(await pages.return?.()).toEqual({ done: true, value: undefined });
      expect(await first).toEqual({ done: true, value: undefined });
    });

    it('listEvents: start, end and filters, each by itself', async () => {
      await setUp(
        ...week,
        { ...review, extendedProperties: { private: { room: 'blue' } } },
        lesson,
      );
      const listed = async (query: object) => (await pagesOf(service.listEvents(email, query)))[0];
      expect(await listed({ start: '2026-05-20T00:00:00Z' })).toEqual([
        'lesson0_20260525T090000Z',
        'lesson0_20260601T090000Z',
      ]);
      expect(await listed({ end: '2026-05-02T00:00:00Z' })).toEqual(['day1']);
      expect(await listed({ text: 'review' })).toEqual(['review0']);
      expect(await listed({ privateExtendedProperty: { room: 'blue' } })).toEqual(['review0']);
      const masters = await listed({ singleEvents: false, text: 'lesson' });
      expect(masters).toEqual(['lesson0']);
    });

    it('listEvents: deleted events are listed where they are asked for', async () => {
      await setUp(...week.slice(0, 2));
      await as(email, 'DELETE', 'day1');
      expect(await pagesOf(service.listEvents(email))).toEqual([['day2']]);
      expect(await pagesOf(service.listEvents(email, { showDeleted: true }))).toEqual([
        ['day1', 'day2'],
      ]);
    });

    it('listEvents: with updatedMin, too, deleted events are listed only where they are asked for', async () => {
      await setUp(...week.slice(0, 2));
      await as(email, 'DELETE', 'day1');
      const hourMs = 3_600_000;
      const updatedMin = new Date(Date.now() - hourMs);
      expect(await pagesOf(service.listEvents(email, { updatedMin }))).toEqual([['day2']]);
      expect(await pagesOf(service.listEvents(email, { updatedMin, showDeleted: true }))).toEqual([
        ['day1', 'day2'],
      ]);
    });

    it('listEvents: a query that cannot be is an invalid request', async () => {
      await setUp(...week);
      for (const [query, message] of [
        [{ start: '2026-06-01', end: '2026-05-01' }, /range/],
        [{ maxResults: 0 }, /maxResults/],
        [{ maxResults: 2_501 }, /maxResults/],
        [{ updatedMin: 'lately' }, /updatedMin/],
        [{ updatedMin: '2001-01-01T00:00:00Z' }, /updatedMin/],
      ] as const) {
        await expectAsync(pagesOf(service.listEvents(email, query)))
          .withContext(JSON.stringify(query))
          .toBeRejectedWith(code('invalid-request', message));
      }
      await expectAsync(pagesOf(service.listEvents('nobody@example.com'))).toBeRejectedWith(
        code('not-found'),
      );
    });

    it('listEvents: an abort and a sign-out end it', async () => {
      await setUp(...week);
      const abort = new AbortController();
      const read: string[] = [];
      const loop = async (query: object, then: () => unknown) => {
        for await (const page of service.listEvents(email, { maxResults: 2, ...query })) {
          read.push(...page.map(({ id }) => id));
          then();
        }
      };
      const aborted = loop({ signal: abort.signal }, () => {
        abort.abort('enough');
      });
      await expectAsync(aborted).toBeRejectedWith(
        jasmine.objectContaining({ code: 'cancelled', cause: 'enough' }),
      );
      await expectAsync(loop({}, () => void service.signOut())).toBeRejectedWith(
        code('cancelled', /session/),
      );
      expect(read).toEqual(['day1', 'day2', 'day1', 'day2']);
    });
  });

  it('getEvents: an updatedMin that is too long ago is an invalid request, and no deleted event', async () => {
    await setUp(review);
    const asked = service.getEvents(email, '2026-05-01', '2026-06-01', {
      updatedMin: '2001-01-01T00:00:00Z',
    });
    await expectAsync(asked).toBeRejectedWith(code('invalid-request', /updatedMin/));
  });
});
