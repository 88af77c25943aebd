import {
  HttpTestingController,
  provideHttpClientTesting,
  type TestRequest,
} from '@angular/common/http/testing';
import { provideZonelessChangeDetection } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { filter, firstValueFrom } from 'rxjs';
import type {
  GoogleCalendarSyncConfig,
  GoogleCalendarSyncConfigSource,
} from '../../start/google-calendar-sync.config';
import { GoogleCalendarService } from '../../google-calendar.service';
import { provideGoogleCalendarSync } from '../../provide-google-calendar-sync';

const PUBLIC = 'team@group.v.calendar.google.com';
const ME = 'me@example.com';
const june = { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' };

const event = (id: string, more: object = {}) => ({
  id,
  etag: '"1"',
  summary: id,
  start: { dateTime: '2026-06-10T09:00:00Z' },
  end: { dateTime: '2026-06-10T10:00:00Z' },
  ...more,
});

/** The whole service, with Google's answers given by hand, in whatever order and as late as the spec wants. */
describe('GoogleCalendarProvider', () => {
  let service: GoogleCalendarService;
  let backend: HttpTestingController;
  /** What has been asked and not been answered yet. */
  let open: TestRequest[] = [];
  let running = 0;

  afterEach(() => {
    running += 1;
  });

  function setUp(config: GoogleCalendarSyncConfigSource): void {
    TestBed.configureTestingModule({
      providers: [
        provideZonelessChangeDetection(),
        provideHttpClientTesting(),
        provideGoogleCalendarSync(config),
      ],
    });
    open = [];
    backend = TestBed.inject(HttpTestingController);
    service = TestBed.inject(GoogleCalendarService);
  }

  const requestsTo = (path: RegExp) => {
    open.push(...backend.match(() => true));
    return open.filter(({ request, cancelled }) => path.test(request.url) && !cancelled);
  };

  /** Waits for the request, however many steps it takes until it is sent. */
  async function sent(path: RegExp): Promise<TestRequest> {
    const spec = running;
    for (;;) {
      // The spec has failed by its timeout: nobody waits any more.
      if (spec !== running) {
        return new Promise<never>(() => undefined);
      }
      const [first] = requestsTo(path);
      if (first) {
        open = open.filter((one) => one !== first);
        return first;
      }
      // The next task: what a promise or a lock of the browser sets off is done by then.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  const events = /\/events$/;
  const colors = /\/colors$/;

  async function signIn(): Promise<void> {
    setUp({
      auth: {
        getAccessToken: () =>
          Promise.resolve({
            token: 'token',
            scopes: ['https://www.googleapis.com/auth/calendar'],
          }),
      },
    });
    (await sent(/calendarList/)).flush({
      items: [
        { id: ME, primary: true, accessRole: 'owner', backgroundColor: '#9fe1e7', timeZone: 'UTC' },
      ],
    });
    await firstValueFrom(service.authState$.pipe(filter(({ status }) => status === 'signed-in')));
  }

  describe('colours that come late or never', () => {
    const page = (from: number, nextPageToken?: string) => ({
      items: Array.from({ length: 1_300 }, (_, index) => event(`e${from + index}`)),
      ...(nextPageToken ? { nextPageToken } : {}),
    });

    it('getEvents: resolves with 2,600 events of two pages while colours are on their way', async () => {
      setUp({ apiKey: 'key' });
      const answer = service.getEvents(PUBLIC, june.start, june.end);
      (await sent(events)).flush(page(0, 'next'));
      (await sent(events)).flush(page(1_300));
      expect(await answer).toHaveSize(2_600);
      expect(requestsTo(colors)).toHaveSize(1);
    });

    it('setView, search: have the events of every page where the colours fail', async () => {
      setUp({ apiKey: 'key' });
      service.setView({ calendarIds: [PUBLIC], ...june });
      (await sent(colors)).flush({}, { status: 400, statusText: '' });
      (await sent(events)).flush(page(0, 'next'));
      (await sent(events)).flush(page(1_300));
      expect(service.syncState().phase).toBe('idle');
      expect(service.events()).toHaveSize(2_600);
      const found = service.search('e', { calendarIds: [PUBLIC], ...june });
      (await sent(events)).flush(page(0, 'next'));
      (await sent(events)).flush(page(1_300));
      expect(await found).toHaveSize(2_600);
    });

    it('setView, watchEvents: show the events in colours that come later', async () => {
      setUp({ apiKey: 'key' });
      service.setView({ calendarIds: [PUBLIC], ...june });
      const watched: (string | undefined)[] = [];
      const watching = service
        .watchEvents({ calendarIds: [PUBLIC], ...june })
        .subscribe(([first]) => watched.push(first?.color));
      const items = [event('e', { colorId: '3' }), event('plain')];
      (await sent(events)).flush({ items });
      (await sent(events)).flush({ items });
      expect(service.events().map(({ color }) => color)).toEqual(['#dbadff', undefined]);
      const plain = service.events()[1];
      (await sent(colors)).flush({
        event: { 3: { background: '#123456', foreground: '#ffffff' } },
      });
      expect(service.events().map(({ color }) => color)).toEqual(['#123456', undefined]);
      expect(service.events()[1]).toBe(plain);
      expect(watched).toEqual(['#dbadff', '#123456']);
      watching.unsubscribe();
    });

    it('addEvent: does not wait for colours', async () => {
      await signIn();
      const added = service.addEvent(ME, { title: 'now', start: june.start, color: 'red' });
      const insert = await sent(events);
      expect(insert.request.body).toEqual(jasmine.objectContaining({ colorId: '11' }));
      insert.flush({ ...(insert.request.body as object), etag: '"1"' });
      expect((await added).title).toBe('now');
    });
  });

  describe('labels of events', () => {
    it('setView: the labels of a calendar are asked for once, and give the events their colour', async () => {
      await signIn();
      service.setView({ calendarIds: ['primary'], ...june });
      const items = [event('e', { eventLabelId: 'gym' }), event('f', { eventLabelId: 'gone' })];
      (await sent(events)).flush({ items });
      expect(service.events().map(({ color }) => color)).toEqual(['#9fe1e7', '#9fe1e7']);
      const labels = await sent(/\/calendars\/me%40example\.com$/);
      labels.flush({
        labelProperties: { eventLabels: [{ id: 'gym', backgroundColor: '#7986cb' }] },
      });
      expect(service.events().map(({ color }) => color)).toEqual(['#7986cb', '#9fe1e7']);
      void service.refresh();
      (await sent(events)).flush({ items });
      expect(service.events().map(({ color }) => color)).toEqual(['#7986cb', '#9fe1e7']);
      expect(requestsTo(/\/calendars\/me%40example\.com$/)).toEqual([]);
    });

    it('updateEvent: a label is sent with the parameter that it needs', async () => {
      await signIn();
      const done = service.updateEvent(ME, { id: 'e', eventLabelId: 'gym' });
      const patch = await sent(/\/events\/e$/);
      expect(patch.request.body).toEqual({ eventLabelId: 'gym' });
      expect(patch.request.params.get('eventLabelVersion')).toBe('1');
      patch.flush(event('e', { eventLabelId: 'gym' }));
      await done;
    });
  });

  describe('edits inside googleEvent', () => {
    it('updateEvent: the original is asked for where it is not remembered', async () => {
      await signIn();
      const stored = event('e', { description: 'old', location: 'here' });
      const googleEvent = { ...stored, description: 'new' };
      const done = service.updateEvent(ME, { id: 'e', googleEvent });
      (await sent(/\/events\/e$/)).flush(stored);
      const patch = await sent(/\/events\/e$/);
      expect(patch.request.method).toBe('PATCH');
      expect(patch.request.body).toEqual({ description: 'new' });
      patch.flush(event('e', { etag: '"2"', description: 'new' }));
      expect((await done).description).toBe('new');
    });

    it('updateEvent: an original that has changed since is a conflict, and nothing is sent', async () => {
      await signIn();
      const googleEvent = { ...event('e'), description: 'new' };
      const done = service.updateEvent(ME, { id: 'e', googleEvent });
      const theirs = event('e', { etag: '"2"', location: 'by somebody else' });
      (await sent(/\/events\/e$/)).flush(theirs);
      (await sent(/\/events\/e$/)).flush(theirs);
      await expectAsync(done).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
      expect(requestsTo(/\/events\/e$/)).toEqual([]);
    });

    it('updateEvent: an edit is compared with the original as it was read, also after a write of our own', async () => {
      await signIn();
      const read = service.getEvents(ME, june.start, june.end);
      (await sent(events)).flush({ items: [event('e', { description: 'old' })] });
      const [first] = await read;
      if (!first) {
        throw new Error('no event');
      }
      const copy = structuredClone(first);
      const moved = service.updateEvent(ME, { ...first, location: 'there' });
      (await sent(/\/events\/e$/)).flush(
        event('e', { etag: '"2"', description: 'old', location: 'there' }),
      );
      await moved;
      const done = service.updateEvent(ME, {
        ...copy,
        version: '"2"',
        googleEvent: { ...copy.googleEvent, description: 'new' },
      });
      const patch = await sent(/\/events\/e$/);
      expect(patch.request.body).toEqual({ description: 'new' });
      patch.flush(event('e', { etag: '"3"', description: 'new', location: 'there' }));
      await done;
    });

    it('addEvent: creates the Meet link that a draft asks for', async () => {
      await signIn();
      const conferenceData = { createRequest: { requestId: 'r' } };
      const done = service.addEvent(ME, { start: june.start, googleEvent: { conferenceData } });
      const insert = await sent(events);
      expect(insert.request.params.get('conferenceDataVersion')).toBe('1');
      expect(insert.request.body).toEqual(jasmine.objectContaining({ conferenceData }));
      insert.flush({ ...(insert.request.body as object), etag: '"1"' });
      await done;
    });
  });

  describe('edits without googleEvent, of an event that shows earlier edits', () => {
    /** At a time that is on that Tuesday in every zone that the specs run in. */
    const tuesday = {
      start: { dateTime: '2026-06-16T09:00:00Z' },
      end: { dateTime: '2026-06-16T10:00:00Z' },
    };
    const move = { id: 'e', start: tuesday.start.dateTime, end: tuesday.end.dateTime };

    /** Shows an event, moves it, and gives the request of that. */
    async function moved(): Promise<{
      readonly move: TestRequest;
      readonly done: Promise<object>;
    }> {
      await signIn();
      service.setView({ calendarIds: [ME], ...june });
      (await sent(events)).flush({ items: [event('e')] });
      const done = service.updateEvent(ME, move);
      return { move: await sent(/\/events\/e$/), done };
    }

    const confirmed = event('e', { etag: '"2"', ...tuesday });

    it('updateEvent: an all-day event is on the day that an edit without an answer yet has moved it to', async () => {
      const { move, done } = await moved();
      const next = service.updateEvent(ME, { id: 'e', allDay: true });
      expect(service.events().map(({ start }) => start)).toEqual(['2026-06-16']);
      move.flush(confirmed);
      await done;
      const patch = await sent(/\/events\/e$/);
      expect(patch.request.headers.get('If-Match')).toBe('"2"');
      expect(patch.request.body).toEqual({
        start: { date: '2026-06-16', dateTime: null, timeZone: null },
        end: { date: '2026-06-17', dateTime: null, timeZone: null },
      });
      patch.flush(event('e', { etag: '"3"', ...(patch.request.body as object) }));
      await next;
    });

    it('updateEvent: a start after the old end is valid where an edit without an answer yet has moved the end', async () => {
      const { move, done } = await moved();
      const next = service.updateEvent(ME, { id: 'e', start: '2026-06-16T09:30:00Z' });
      move.flush(confirmed);
      await done;
      const patch = await sent(/\/events\/e$/);
      expect(Object.keys(patch.request.body as object)).toEqual(['start']);
      patch.flush(event('e', { ...confirmed, etag: '"3"', ...(patch.request.body as object) }));
      await next;
    });

    it('updateEvent: on an older version of the app it keeps what its own earlier edit has written', async () => {
      const { move, done } = await moved();
      move.flush(confirmed);
      await done;
      const next = service.updateEvent(ME, { id: 'e', version: '"1"', allDay: true });
      const patch = await sent(/\/events\/e$/);
      expect(patch.request.headers.get('If-Match')).toBe('"2"');
      expect(patch.request.body).toEqual(
        jasmine.objectContaining({ start: { date: '2026-06-16', dateTime: null, timeZone: null } }),
      );
      patch.flush({}, { status: 412, statusText: '' });
      (await sent(/\/events\/e$/)).flush(event('e', { etag: '"9"' }));
      await expectAsync(next).toBeRejectedWith(jasmine.objectContaining({ code: 'conflict' }));
    });
  });

  describe('edges of a range', () => {
    const at = (time: string) => ({ start: { dateTime: time }, end: { dateTime: time } });

    it('getEvents, search: an event without length at the start is in the range, one that ends there is not', async () => {
      setUp({ apiKey: 'key' });
      const items = [
        event('at midnight', at('2026-06-01T00:00:00Z')),
        event('ends there', {
          start: { dateTime: '2026-05-31T23:00:00Z' },
          end: { dateTime: '2026-06-01T00:00:00Z' },
        }),
        event('just before', at('2026-05-31T23:59:59.500Z')),
      ];
      for (const ask of [
        () => service.getEvents(PUBLIC, june.start, june.end),
        () => service.search('e', { calendarIds: [PUBLIC], ...june }),
      ]) {
        const answer = ask();
        const request = await sent(events);
        expect(request.request.params.get('timeMin')).toBe('2026-05-31T23:59:59.000Z');
        request.flush({ items });
        expect((await answer).map(({ id }) => id)).toEqual(['at midnight']);
      }
    });

    it('getEvents, setView, watchEvents, search, freeBusy: days are those of the configured zone', async () => {
      setUp({ apiKey: 'key', timeZone: 'America/Los_Angeles' });
      const days = { start: '2026-06-01', end: '2026-07-01' };
      const view = { calendarIds: [PUBLIC], ...days };
      const asks = [service.getEvents(PUBLIC, days.start, days.end), service.search('x', view)];
      service.setView(view);
      const watching = service.watchEvents(view).subscribe();
      for (let asked = 0; asked < 4; asked += 1) {
        const request = await sent(events);
        const { params } = request.request;
        expect(params.get('timeMin')).toBe('2026-06-01T06:59:59.000Z');
        expect(params.get('timeMax')).toBe('2026-07-01T07:00:00.000Z');
        request.flush({ items: [] });
      }
      await Promise.all(asks);
      const busy = service.freeBusy([PUBLIC], { start: '2026-06-01', end: '2026-06-02' });
      const request = await sent(/freeBusy/);
      expect(request.request.body).toEqual(
        jasmine.objectContaining({
          timeMin: '2026-06-01T07:00:00.000Z',
          timeMax: '2026-06-02T07:00:00.000Z',
        }),
      );
      request.flush({ calendars: { [PUBLIC]: {} } });
      await busy;
      watching.unsubscribe();
    });

    it('setView, getEvents, watchEvents: days are those of a configured zone that comes later', async () => {
      let give: (config: GoogleCalendarSyncConfig) => void = () => undefined;
      const config = new Promise<GoogleCalendarSyncConfig>((resolve) => (give = resolve));
      setUp(config);
      service.setView({ calendarIds: [PUBLIC], start: '2026-06-01', end: '2026-06-02' });
      const listed = service.getEvents(PUBLIC, '2026-06-01', '2026-06-02');
      const watching = service
        .watchEvents({ calendarIds: [PUBLIC], start: '2026-06-01', end: '2026-06-02' })
        .subscribe();
      give({ apiKey: 'key', timeZone: 'Pacific/Apia' });
      // The view that was asked for before is asked for again, by the days of the zone.
      let ofApia = 0;
      while (ofApia < 3) {
        const request = await sent(events);
        if (request.request.params.get('timeMax') === '2026-06-01T11:00:00.000Z') {
          ofApia += 1;
        }
        request.flush({ items: [] });
      }
      expect(await listed).toEqual([]);
      expect(requestsTo(events)).toEqual([]);
      watching.unsubscribe();
    });
  });

  it('addEvent: a time without an offset is one of a configured zone that comes later', async () => {
    let give: (config: GoogleCalendarSyncConfig) => void = () => undefined;
    setUp(new Promise<GoogleCalendarSyncConfig>((resolve) => (give = resolve)));
    const shown: unknown[] = [];
    const showing = service.events$.subscribe((list) => {
      shown.push(...list.map(({ start }) => start));
    });
    service.setView({ calendarIds: [PUBLIC], ...june });
    const added = service.addEvent(PUBLIC, { start: '2026-06-03T12:00' });
    give({ apiKey: 'key', timeZone: 'Pacific/Apia' });
    await expectAsync(added).toBeRejectedWith(jasmine.objectContaining({ code: 'signed-out' }));
    expect([...new Set(shown)]).toEqual(['2026-06-03T12:00:00+13:00']);
    showing.unsubscribe();
  });

  describe('signed out, with an API key', () => {
    it('primary: is not asked for with the API key', async () => {
      setUp({ apiKey: 'key', clientId: 'client.apps.googleusercontent.com' });
      service.setView({ calendarIds: ['primary', PUBLIC], ...june });
      (await sent(events)).flush({ items: [event('public')] });
      await firstValueFrom(service.syncState$.pipe(filter(({ phase }) => phase === 'idle')));
      expect(service.events().map(({ id }) => id)).toEqual(['public']);
      expect(requestsTo(/primary/)).toEqual([]);
      await expectAsync(service.getEvents('primary', june.start, june.end)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'signed-out' }),
      );
      const [busy] = await service.freeBusy(['primary'], june);
      expect(busy?.error?.code).toBe('signed-out');
      expect(requestsTo(/primary|freeBusy/)).toEqual([]);
    });
  });

  describe('free/busy', () => {
    interface Query {
      readonly timeMin: string;
      readonly timeMax: string;
      readonly items: readonly { readonly id: string }[];
    }
    const bodyOf = ({ request }: TestRequest) => request.body as Query;
    const tooLong = {
      error: {
        errors: [{ domain: 'global', reason: 'timeRangeTooLong' }],
        code: 400,
        message: 'The requested time range is too long.',
      },
    };

    it('freeBusy: a year is asked for in consecutive ranges, and joined', async () => {
      setUp({ apiKey: 'key' });
      const year = { start: '2026-01-01T00:00:00Z', end: '2027-01-01T00:00:00Z' };
      const answer = service.freeBusy([PUBLIC], year);
      const ranges: string[][] = [];
      let from = year.start;
      while (Date.parse(from) < Date.parse(year.end)) {
        const query = await sent(/freeBusy/);
        const { timeMin, timeMax } = bodyOf(query);
        ranges.push([timeMin, timeMax]);
        expect(Date.parse(timeMin)).toBe(Date.parse(from));
        expect(Date.parse(timeMax) - Date.parse(timeMin)).toBeLessThan(62 * 86_400_000);
        // Taken over each seam, as Google cuts it.
        const busy = [
          { start: timeMin, end: new Date(Date.parse(timeMin) + 3_600_000).toISOString() },
          { start: new Date(Date.parse(timeMax) - 3_600_000).toISOString(), end: timeMax },
        ];
        query.flush({ calendars: { [PUBLIC]: { busy } } });
        from = timeMax;
      }
      expect(ranges.length).toBeGreaterThan(5);
      const [calendar] = await answer;
      expect(calendar?.busy).toHaveSize(ranges.length + 1);
      expect(calendar?.busy[1]).toEqual({
        start: new Date(Date.parse(ranges[1]?.[0] ?? '') - 3_600_000).toISOString(),
        end: new Date(Date.parse(ranges[1]?.[0] ?? '') + 3_600_000).toISOString(),
      });
    });

    it('freeBusy: a range that Google refuses as too long is asked for in halves', async () => {
      setUp({ apiKey: 'key' });
      const answer = service.freeBusy([PUBLIC], june);
      (await sent(/freeBusy/)).flush(tooLong, { status: 400, statusText: '' });
      for (let asked = 0, end = ''; end !== '2026-07-01T00:00:00.000Z'; asked += 1) {
        expect(asked).toBeLessThan(20);
        const query = await sent(/freeBusy/);
        const { timeMin, timeMax } = bodyOf(query);
        const isLong = Date.parse(timeMax) - Date.parse(timeMin) > 20 * 86_400_000;
        if (isLong) {
          query.flush(tooLong, { status: 400, statusText: '' });
        } else {
          end = timeMax;
          query.flush({
            calendars: { [PUBLIC]: { busy: [{ start: timeMin, end: timeMax }] } },
          });
        }
      }
      const [calendar] = await answer;
      expect(calendar?.busy).toEqual([
        { start: '2026-06-01T00:00:00.000Z', end: '2026-07-01T00:00:00.000Z' },
      ]);
    });

    it('freeBusy: a group is busy when its members are', async () => {
      setUp({ apiKey: 'key' });
      const answer = service.freeBusy(['team@example.com'], june);
      const query = await sent(/freeBusy/);
      expect(query.request.body).toEqual(
        jasmine.objectContaining({ groupExpansionMax: 100, calendarExpansionMax: 50 }),
      );
      const a = { start: '2026-06-02T09:00:00Z', end: '2026-06-02T10:00:00Z' };
      const b = { start: '2026-06-02T09:30:00Z', end: '2026-06-02T11:00:00Z' };
      query.flush({
        groups: { 'team@example.com': { calendars: ['a@example.com', 'b@example.com'] } },
        calendars: { 'a@example.com': { busy: [a] }, 'b@example.com': { busy: [b] } },
      });
      expect(await answer).toEqual([
        {
          calendarId: 'team@example.com',
          busy: [{ start: a.start, end: b.end }],
          members: [
            { calendarId: 'a@example.com', busy: [a] },
            { calendarId: 'b@example.com', busy: [b] },
          ],
        },
      ]);
    });

    it('freeBusy: a group that is too big is an invalid request, an unknown calendar is not found', async () => {
      setUp({ apiKey: 'key' });
      const answer = service.freeBusy(['all@example.com', 'nobody@example.com'], june);
      (await sent(/freeBusy/)).flush({
        groups: { 'all@example.com': { errors: [{ reason: 'groupTooBig' }] } },
        calendars: { 'nobody@example.com': { errors: [{ reason: 'notFound' }] } },
      });
      expect((await answer).map(({ error }) => error?.code)).toEqual([
        'invalid-request',
        'not-found',
      ]);
    });

    it('freeBusy: 60 calendars are asked for in batches of at most 50', async () => {
      setUp({ apiKey: 'key' });
      const ids = Array.from({ length: 60 }, (_, index) => `c${index}@example.com`);
      const answer = service.freeBusy(ids, june);
      for (const size of [50, 10]) {
        const query = await sent(/freeBusy/);
        const { items } = bodyOf(query);
        expect(items).toHaveSize(size);
        query.flush({ calendars: Object.fromEntries(items.map(({ id }) => [id, { busy: [] }])) });
      }
      expect((await answer).map(({ calendarId, error }) => [calendarId, error])).toEqual(
        ids.map((id) => [id, undefined]),
      );
    });
  });
});
