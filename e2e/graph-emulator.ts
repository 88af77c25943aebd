import type { LoggedRequest } from './google-resources';

/** The fields of Graph's event that the tests read. */
export interface GraphEvent {
  readonly id: string;
  readonly subject?: string;
  readonly location?: { readonly displayName?: string };
  readonly start?: GraphTime;
  readonly end?: GraphTime;
  readonly type?: 'singleInstance' | 'occurrence' | 'exception' | 'seriesMaster';
  readonly responseStatus?: { readonly response?: string };
}

/** In the zone that the test has asked for, which is UTC here. */
interface GraphTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

interface Page {
  readonly value: readonly GraphEvent[];
}

const GRAPH_PATH = '/v1.0';
const TOKEN_PATH = '/oauth2/v2.0/token';

/** Reads and changes what Outlook's emulator stores without going through the demo. */
export class GraphEmulator {
  /** Awaited before what Outlook holds is read. */
  beforeReading: (() => Promise<void>) | undefined;

  constructor(readonly url: string) {}

  /** Restores the seed data and removes all tokens, consents, faults and logged requests. */
  async reset(): Promise<void> {
    await this.#control('reset');
  }

  /** Adds a work account with one empty calendar. Returns its address. */
  async addUser(name: string): Promise<string> {
    const email = `${name.toLowerCase()}@contoso.example`;
    await this.#control('users', { email, name, timeZone: 'Europe/Berlin' });
    return email;
  }

  /** Adds an event to the account's own calendar, as another app. */
  add(email: string, event: object): Promise<GraphEvent> {
    return this.as(email, { method: 'POST', path: 'me/events', body: event });
  }

  /** Changes an event of the account as somebody else would, without the demo. */
  change(email: string, id: string, body: object): Promise<GraphEvent> {
    return this.as(email, { method: 'PATCH', path: pathOf(id), body });
  }

  async delete(email: string, id: string): Promise<void> {
    await this.as(email, { method: 'DELETE', path: pathOf(id) });
  }

  async setClock(now: string): Promise<void> {
    await this.#control('setClock', { now });
  }

  async advanceClock(milliseconds: number): Promise<void> {
    await this.#control('advanceClock', { milliseconds });
  }

  /** The requests of pages to Graph since the last reset, as `GET /me/calendars`, without CORS preflights. */
  async pageRequests(): Promise<readonly string[]> {
    return (await this.#requests())
      .filter(({ origin, method, path }) => origin && method !== 'OPTIONS' && isOfGraph(path))
      .map(({ method, path }) => `${method} ${path.slice(GRAPH_PATH.length)}`);
  }

  /** The number of requests for tokens since the last reset: one for a sign-in, and one for each renewal. */
  async tokenRequests(): Promise<number> {
    return (await this.#requests()).filter(
      ({ method, path }) => method === 'POST' && path.endsWith(TOKEN_PATH),
    ).length;
  }

  async #requests(): Promise<readonly LoggedRequest[]> {
    const response = await fetch(`${this.url}/_emulator/requests`);
    return (await response.json()) as readonly LoggedRequest[];
  }

  /** Sends a request to Graph in the name of the account. It meets no fault. */
  async as<Answer = GraphEvent>(
    email: string,
    request: { readonly method?: string; readonly path: string; readonly body?: object },
  ): Promise<Answer> {
    return (await this.#control('as', { email, ...request })) as Answer;
  }

  /** What starts from `start` to before `end`, series as their occurrences, in the order of their start. */
  async events(
    email: string,
    { start, end }: { readonly start: string; readonly end: string },
  ): Promise<readonly GraphEvent[]> {
    await this.beforeReading?.();
    const range = new URLSearchParams({ startDateTime: start, endDateTime: end, $top: '100' });
    const { value } = await this.as<Page>(email, {
      path: `me/calendarView?${range.toString()}&$orderby=start/dateTime`,
    });
    return value;
  }

  async #control(action: string, body: object = {}): Promise<unknown> {
    const response = await fetch(`${this.url}/_emulator/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(`${action}: ${response.status} ${await response.text()}`);
    }
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }
}

function isOfGraph(path: string): boolean {
  return path.startsWith(`${GRAPH_PATH}/`);
}

/** An id may contain a slash. */
function pathOf(eventId: string): string {
  return `me/events/${encodeURIComponent(eventId)}`;
}
