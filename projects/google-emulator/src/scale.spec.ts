import type { WireEvent, WireEvents } from './discovery/wire-types.generated.ts';
import { createEmulator, type Emulator } from './emulator.ts';
import { ApiClient, eventPath, eventsPath } from './testing/api-client.ts';
import { CALENDAR } from './testing/small-world.ts';

/**
 * Ratios only: how fast this machine is says nothing. What else it has to do can only make a round longer, so the best
 * round is nearest to the truth.
 */
const ROUNDS = 15;
const LARGE = 20_000;
const SMALL = 1_000;
const PATIENCE = 60_000;
const PAGE = 2_500;

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
    // Answers are not checked here: that is what would be measured.
    emulator = await createEmulator({ now: new Date('2026-11-22T09:00:00Z') });
  });
  afterAll(() => emulator.close());

  function userWith(count: number): ApiClient {
    const { email } = emulator.control.createUser({ events: eventsOf(count) });
    const { access_token } = emulator.control.issueToken({ email, scopes: [CALENDAR] });
    return new ApiClient(emulator.url, access_token);
  }

  /** A list, what the emulator says that it took, and what parsing it took here. */
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
    'serves any page of a large calendar in less time than it takes to parse it',
    async () => {
      const client = userWith(LARGE);
      const rounds: { serve: number; parse: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const first = await measured(client, { maxResults: String(PAGE) });
        const pageToken = first.list.nextPageToken ?? '';
        const second = await measured(client, { maxResults: String(PAGE), pageToken });
        expect([first.list.items?.length, second.list.items?.length]).toEqual([PAGE, PAGE]);
        rounds.push(first, second);
      }
      const serve = Math.min(...rounds.map((round) => round.serve));
      const parse = Math.min(...rounds.map((round) => round.parse));
      expect(serve).toBeGreaterThan(0);
      expect(serve / parse).toBeLessThan(1);
    },
    PATIENCE,
  );

  it(
    'finds ten changes among many events as fast as among few',
    async () => {
      const timesIn = async (count: number) => {
        const client = userWith(count);
        let syncToken = '';
        let pageToken: string | undefined;
        do {
          const query = { maxResults: String(PAGE), ...(pageToken && { pageToken }) };
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
      const few = await timesIn(SMALL);
      const many = await timesIn(LARGE);
      // Twenty times the events: whoever walks over them would need about as much longer.
      expect(many / few).toBeLessThan(2);
    },
    PATIENCE,
  );

  it(
    'takes up events in time that grows with their number, and not faster',
    () => {
      const perEvent = (count: number) => {
        const events = eventsOf(count);
        return timed(() => emulator.control.createUser({ events })) / count;
      };
      perEvent(SMALL);
      const small = Math.min(...[2_000, 2_000, 2_000].map(perEvent));
      const large = Math.min(...[LARGE, LARGE, LARGE].map(perEvent));
      // A step that looks at what is already there would make it ten times as long for each; caches and the collector
      // of garbage alone make it up to twice as long.
      expect(large / small).toBeLessThan(4);
    },
    PATIENCE,
  );
});
