import { type Span, type Taken, tokenOf, type World } from './google-app';

/** What a floor came to. */
export interface BareAnswer extends Taken {
  readonly bytes: number;
  /** Of this the emulator took so much, by its `Server-Timing`. */
  readonly serverMs: number;
}

/** Every page of the calendar's events. */
export interface BarePages extends BareAnswer {
  /** `JSON.parse` of one page: the median of all, in milliseconds. */
  readonly parseMs: number;
}

interface Page {
  readonly items?: readonly unknown[];
  readonly nextPageToken?: string;
}

/** What the library asks for, in its own words, with nothing around it. */
class BareClient {
  readonly #world: World;
  readonly #headers: HeadersInit;
  readonly #start: number;
  #bytes = 0;
  #events = 0;
  readonly parses: number[] = [];

  static async of(world: World): Promise<BareClient> {
    const { access_token: token = '' } = await tokenOf(world);
    performance.clearResourceTimings();
    return new BareClient(world, { Authorization: `Bearer ${token}` });
  }

  private constructor(world: World, headers: HeadersInit) {
    this.#world = world;
    this.#headers = headers;
    this.#start = performance.now();
  }

  calendarList(): Promise<Page> {
    return this.#get('users/me/calendarList', { maxResults: '250' });
  }

  events(params: Readonly<Record<string, string>>): Promise<Page> {
    const path = `calendars/${encodeURIComponent(this.#world.email)}/events`;
    return this.#get(path, { maxResults: '2500', ...params });
  }

  window({ start, end }: Span): Promise<Page> {
    const range = { timeMin: start, timeMax: end };
    return this.events({ ...range, singleEvents: 'true', orderBy: 'startTime' });
  }

  async #get(path: string, params: Readonly<Record<string, string>>): Promise<Page> {
    const url = new URL(`${this.#world.emulator}/calendar/v3/${path}`);
    url.search = new URLSearchParams(params).toString();
    const response = await fetch(url, { headers: this.#headers });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status}`);
    }
    const text = await response.text();
    const begun = performance.now();
    const page = JSON.parse(text) as Page;
    this.parses.push(performance.now() - begun);
    this.#bytes += text.length;
    this.#events = page.items?.length ?? 0;
    return page;
  }

  /** `events` are those of the last answer. */
  end(): BareAnswer {
    const ms = performance.now() - this.#start;
    const timings = performance
      .getEntriesByType('resource')
      .flatMap((entry) => (entry as PerformanceResourceTiming).serverTiming);
    const serverMs = timings.reduce((sum, { duration }) => sum + duration, 0);
    return { ms, events: this.#events, bytes: this.#bytes, serverMs };
  }
}

/** All events of the calendar, page after page: fetched and parsed. */
export async function bareSync(world: World): Promise<BarePages> {
  const client = await BareClient.of(world);
  const fields = 'items,nextPageToken,nextSyncToken';
  let pageToken: string | undefined;
  do {
    const page = await client.events({
      singleEvents: 'false',
      fields,
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  const answer = client.end();
  const inOrder = client.parses.sort((a, b) => a - b);
  return { ...answer, parseMs: inOrder[Math.floor(inOrder.length / 2)] ?? 0 };
}

/** The list of calendars and then a range, one after the other. */
export async function bareFirstPaint(world: World, range: Span): Promise<BareAnswer> {
  const client = await BareClient.of(world);
  await client.calendarList();
  await client.window(range);
  return client.end();
}

export async function bareWindow(world: World, range: Span): Promise<BareAnswer> {
  const client = await BareClient.of(world);
  await client.window(range);
  return client.end();
}
