import type { WireEvent, WireEvents } from './discovery/wire-types.generated.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { ApiClient, eventPath, eventsPath } from './testing/api-client.ts';
import { CALENDAR } from './testing/small-world.ts';

/**
 * Only ratios are compared, because machines differ in speed. Other work on the machine can only slow a round down, so
 * the fastest round is the most accurate one.
 */
const ROUNDS = 15;
const MANY_EVENTS = 20_000;
const FEW_EVENTS = 1_000;
const SPEC_TIMEOUT_MS = 60_000;
const PAGE_SIZE = 2_500;

function eventsOf(count: number): WireEvent[] {
  return Array.from({ length: count }, (_, n) => {
    const start = Date.UTC(2024, 0, 1) + n * 600_000;
    return {
      id: `event${String(n).padStart(6, '0')}`,
      summary: `Meeting number ${n}`,
      description: 'Some words about what this is for, as people write them. '.repeat(3),
      location: 'Room 4',
      start: { dateTime: new Date(start).toISOString(), timeZone: 'Europe/Berlin' },
      end: { dateTime: new Date(start + 1_800_000).toISOString(), timeZone: 'Europe/Berlin' },
    };
  });
}

function timed(action: () => void): number {
  const began = performance.now();
  action();
  return performance.now() - began;
}

describe('Scale', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    // `validateAnswers` stays off: the time that it takes would be measured too.
    emulator = await createEmulator({ now: new Date('2026-11-22T09:00:00Z') });
  });
  afterAll(() => emulator.close());

  function userWith(count: number): ApiClient {
    const { email } = emulator.control.createUser({ events: eventsOf(count) });
    const { access_token } = emulator.control.issueToken({ email, scopes: [CALENDAR] });
    return new ApiClient(emulator.url, access_token);
  }

  /** One page of events, with the milliseconds that the emulator reports for it and those that parsing it took here. */
  async function measured(client: ApiClient, query: Record<string, string>) {
    const url = new URL(`/calendar/v3/${eventsPath('primary')}`, emulator.url);
    url.search = new URLSearchParams(query).toString();
    const response = await fetch(url, { headers: { Authorization: `Bearer ${client.token}` } });
    const timing = /^emulator;dur=([\d.]+)$/.exec(response.headers.get('Server-Timing') ?? '');
    const text = await response.text();
    let list: WireEvents = {};
    const parse = timed(() => {
      list = JSON.parse(text) as WireEvents;
    });
    return { list, parse, serve: Number(timing?.[1]) };
  }

  it(
    'scale: serving any page of 20,000 events takes less time than parsing it',
    async () => {
      const client = userWith(MANY_EVENTS);
      const rounds: { serve: number; parse: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const first = await measured(client, { maxResults: String(PAGE_SIZE) });
        const pageToken = first.list.nextPageToken ?? '';
        const second = await measured(client, { maxResults: String(PAGE_SIZE), pageToken });
        expect([first.list.items?.length, second.list.items?.length]).toEqual([
          PAGE_SIZE,
          PAGE_SIZE,
        ]);
        rounds.push(first, second);
      }
      const serve = Math.min(...rounds.map((round) => round.serve));
      const parse = Math.min(...rounds.map((round) => round.parse));
      expect(serve).toBeGreaterThan(0);
      expect(serve / parse).toBeLessThan(1);
    },
    SPEC_TIMEOUT_MS,
  );

  it(
    'scale: an incremental list of ten changes is as fast with 20,000 events as with 1,000',
    async () => {
      const timesIn = async (count: number) => {
        const client = userWith(count);
        let syncToken = '';
        let pageToken: string | undefined;
        do {
          const query = { maxResults: String(PAGE_SIZE), ...(pageToken && { pageToken }) };
          const { list } = await measured(client, query);
          pageToken = list.nextPageToken ?? undefined;
          syncToken = list.nextSyncToken ?? '';
        } while (pageToken);
        for (let n = 0; n < 10; n++) {
          const id = `event${String(n * 50).padStart(6, '0')}`;
          await client.ok(eventPath(id), { method: 'PATCH', body: { location: 'Elsewhere' } });
        }
        const times: number[] = [];
        for (let round = 0; round < 3 * ROUNDS; round++) {
          const { list, serve } = await measured(client, { syncToken });
          expect(list.items?.length).toBe(10);
          times.push(serve);
        }
        return Math.min(...times);
      };
      const few = await timesIn(FEW_EVENTS);
      const many = await timesIn(MANY_EVENTS);
      // There are twenty times as many events: code that visited all of them would be about twenty times slower.
      expect(many / few).toBeLessThan(2);
    },
    SPEC_TIMEOUT_MS,
  );

  it(
    'scale: loading a seed takes time that grows linearly with the number of events',
    () => {
      const perEvent = (count: number) => {
        const events = eventsOf(count);
        return timed(() => emulator.control.createUser({ events })) / count;
      };
      perEvent(FEW_EVENTS);
      const small = Math.min(...[2_000, 2_000, 2_000].map(perEvent));
      const large = Math.min(...[MANY_EVENTS, MANY_EVENTS, MANY_EVENTS].map(perEvent));
      // If adding an event visited those already stored, the time for each would be ten times as long. Caches and
      // garbage collection alone make it up to twice as long.
      expect(large / small).toBeLessThan(4);
    },
    SPEC_TIMEOUT_MS,
  );
});
