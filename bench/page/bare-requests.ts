import { type IsoTimeRange, type Measurement, tokenOf, type BenchAccount } from './google-app';

/** What was measured of a floor that makes requests. */
export interface BareAnswer extends Measurement {
  readonly bytes: number;
  /** The part of `ms` that the emulator took, by its `Server-Timing`. */
  readonly serverMs: number;
}

/** What was measured of reading every page of the calendar's events. */
export interface BarePages extends BareAnswer {
  /** The time of `JSON.parse` of one page in milliseconds: the median of all pages. */
  readonly parseMs: number;
}

interface Page {
  readonly items?: readonly unknown[];
  readonly nextPageToken?: string;
}

/** Makes the same requests as the library, with `fetch` and `JSON.parse` alone. */
class BareClient {
  readonly #account: BenchAccount;
  readonly #headers: HeadersInit;
  readonly #start: number;
  #bytes = 0;
  #events = 0;
  readonly parses: number[] = [];

  static async of(account: BenchAccount): Promise<BareClient> {
    const { access_token: token = '' } = await tokenOf(account);
    performance.clearResourceTimings();
    return new BareClient(account, { Authorization: `Bearer ${token}` });
  }

  private constructor(account: BenchAccount, headers: HeadersInit) {
    this.#account = account;
    this.#headers = headers;
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
    const parseStart = performance.now();
    const page = JSON.parse(text) as Page;
    this.parses.push(performance.now() - parseStart);
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
export async function bareSync(account: BenchAccount): Promise<BarePages> {
  const client = await BareClient.of(account);
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
  const sortedTimes = client.parses.sort((a, b) => a - b);
  return { ...answer, parseMs: sortedTimes[Math.floor(sortedTimes.length / 2)] ?? 0 };
}

/** Requests the list of calendars, and then the events of a range. */
export async function bareFirstPaint(
  account: BenchAccount,
  range: IsoTimeRange,
): Promise<BareAnswer> {
  const client = await BareClient.of(account);
  await client.calendarList();
  await client.timeRange(range);
  return client.end();
}

/** Requests the events of a range. */
export async function bareTimeRange(
  account: BenchAccount,
  range: IsoTimeRange,
): Promise<BareAnswer> {
  const client = await BareClient.of(account);
  await client.timeRange(range);
  return client.end();
}
