import { type IsoTimeRange, type Measurement, tokenOf, type BenchAccount } from './google-app';

/** What was measured of a floor that makes requests. */
export interface BareAnswer extends Measurement {
  readonly bytes: number;
  /** The part of `ms` that the emulator took, by its `Server-Timing`. */
  readonly serverMs: number;
}

interface Page {
  readonly items?: readonly unknown[];
  readonly nextPageToken?: string;
}

/** Makes the same requests as the library, with `fetch` and `JSON.parse` alone. */
class BareClient {
  readonly #account: BenchAccount;
  readonly #headers: HeadersInit;
  #start = 0;
  #bytes = 0;
  #events = 0;
  parse: (text: string) => unknown = JSON.parse;

  static async of(account: BenchAccount): Promise<BareClient> {
    const { access_token: token = '' } = await tokenOf(account);
    return new BareClient(account, { Authorization: `Bearer ${token}` });
  }

  private constructor(account: BenchAccount, headers: HeadersInit) {
    this.#account = account;
    this.#headers = headers;
  }

  begin(): void {
    performance.clearResourceTimings();
    this.#start = performance.now();
  }

  calendarList(): Promise<Page> {
    return this.#get('users/me/calendarList', { maxResults: '250' });
  }

  events(params: Readonly<Record<string, string>>): Promise<Page> {
    const path = `calendars/${encodeURIComponent(this.#account.email)}/events`;
    return this.#get(path, { maxResults: '2500', ...params });
  }

  timeRange({ start, end }: IsoTimeRange): Promise<Page> {
    const range = { timeMin: start, timeMax: end };
    return this.events({ ...range, singleEvents: 'true', orderBy: 'startTime' });
  }

  async #get(path: string, params: Readonly<Record<string, string>>): Promise<Page> {
    const url = new URL(`${this.#account.emulator}/calendar/v3/${path}`);
    url.search = new URLSearchParams(params).toString();
    const response = await fetch(url, { headers: this.#headers });
    if (!response.ok) {
      throw new Error(`${path}: ${response.status}`);
    }
    const text = await response.text();
    const page = (await this.parse(text)) as Page;
    this.#bytes += text.length;
    this.#events = page.items?.length ?? 0;
    return page;
  }

  /** `events` counts those of the last answer. */
  end(): BareAnswer {
    const ms = performance.now() - this.#start;
    const timings = performance
      .getEntriesByType('resource')
      .flatMap((entry) => (entry as PerformanceResourceTiming).serverTiming);
    const serverMs = timings.reduce((sum, { duration }) => sum + duration, 0);
    return { ms, events: this.#events, bytes: this.#bytes, serverMs };
  }
}

/** Fetches and parses all events of the calendar, page after page. */
export async function bareSync(account: BenchAccount): Promise<() => Promise<BareAnswer>> {
  return measured(account, async (client) => {
    await eachPage(client);
  });
}

/** Requests the list of calendars, and then the events of a range. */
export function bareFirstPaint(
  account: BenchAccount,
  range: IsoTimeRange,
): Promise<() => Promise<BareAnswer>> {
  return measured(account, async (client) => {
    await client.calendarList();
    await client.timeRange(range);
  });
}

/** Requests the events of a range. */
export function bareTimeRange(
  account: BenchAccount,
  range: IsoTimeRange,
): Promise<() => Promise<BareAnswer>> {
  return measured(account, (client) => client.timeRange(range));
}

/** As {@link bareSync}, and each page is parsed in a task of its own. Resolves to the number of pages and their bytes. */
export async function parsePages(
  account: BenchAccount,
): Promise<{ readonly pages: number; readonly bytes: number }> {
  const client = await BareClient.of(account);
  let pages = 0;
  client.parse = async (text) => {
    pages += 1;
    await new Promise((resolve) => setTimeout(resolve));
    return JSON.parse(text) as unknown;
  };
  await eachPage(client);
  return { pages, bytes: client.end().bytes };
}

async function eachPage(client: BareClient): Promise<void> {
  let pageToken: string | undefined;
  do {
    const page = await client.events({
      singleEvents: 'false',
      fields: 'items,nextPageToken,nextSyncToken',
      ...(pageToken === undefined ? {} : { pageToken }),
    });
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
}

async function measured(
  account: BenchAccount,
  work: (client: BareClient) => Promise<unknown>,
): Promise<() => Promise<BareAnswer>> {
  const client = await BareClient.of(account);
  return async () => {
    client.begin();
    await work(client);
    return client.end();
  };
}
