import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';
import { NOW, smallWorld } from './small-world.ts';

export type Json = Readonly<Record<string, unknown>>;

/** An event of an answer, with the fields that specs read. */
export interface EventJson extends Json {
  readonly '@odata.etag': string;
  readonly '@removed'?: { readonly reason: string };
  readonly id: string;
  readonly subject: string | null;
  readonly type: string;
  readonly seriesMasterId: string | null;
  readonly start: { readonly dateTime: string; readonly timeZone: string };
  readonly end: { readonly dateTime: string; readonly timeZone: string };
}

export interface ListJson<T = EventJson> {
  readonly value: readonly T[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

export interface GraphRequest {
  readonly method?: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Calls Graph with one access token. */
export class GraphClient {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  async call<T>(path: string, request: GraphRequest = {}): Promise<Answer<T>> {
    const response = await fetch(path.startsWith('http') ? path : `${this.url}/v1.0/${path}`, {
      method: request.method ?? 'GET',
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(request.body && { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body && { body: JSON.stringify(request.body) }),
    });
    const text = await response.text();
    const body = (text === '' ? undefined : JSON.parse(text)) as T;
    return { status: response.status, headers: response.headers, body };
  }

  /** Status and code of the answer, such as `404 ErrorItemNotFound`, or `200 not refused`. */
  async refusal(path: string, request: GraphRequest = {}): Promise<string> {
    const { status, body } = await this.call<{ error?: { code: string } } | undefined>(
      path,
      request,
    );
    return `${status} ${body?.error?.code ?? 'not refused'}`;
  }

  /** @throws Error if the request is refused. */
  async ok<T = EventJson>(path: string, request: GraphRequest = {}): Promise<T> {
    const { status, body } = await this.call<T>(path, request);
    if (status >= 300) {
      throw new Error(`${request.method ?? 'GET'} ${path}: ${status} ${JSON.stringify(body)}`);
    }
    return body;
  }

  insert(body: object, headers: GraphRequest['headers'] = {}): Promise<EventJson> {
    return this.ok('me/events', { method: 'POST', body, headers });
  }

  get(id: string, query = '', headers: GraphRequest['headers'] = {}): Promise<EventJson> {
    return this.ok(`${eventPath(id)}${query}`, { headers });
  }

  patch(id: string, body: object, headers: GraphRequest['headers'] = {}): Promise<EventJson> {
    return this.ok(eventPath(id), { method: 'PATCH', body, headers });
  }

  async delete(id: string): Promise<void> {
    await this.ok(eventPath(id), { method: 'DELETE' });
  }

  async view(from: string, to: string, query = ''): Promise<readonly EventJson[]> {
    const path = `me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=1000${query}`;
    return (await this.ok<ListJson>(path)).value;
  }

  /** All pages of delta, from a path or a link, and the link for the next time. */
  async delta(path: string): Promise<{
    readonly rows: readonly EventJson[];
    readonly pages: number;
    readonly link: string;
  }> {
    const rows: EventJson[] = [];
    let pages = 0;
    for (let next: string | undefined = path; ;) {
      const list: ListJson = await this.ok<ListJson>(next);
      rows.push(...list.value);
      pages++;
      next = list['@odata.nextLink'];
      if (next === undefined) {
        return { rows, pages, link: list['@odata.deltaLink'] ?? '' };
      }
    }
  }
}

export function eventPath(id: string): string {
  return `me/events/${encodeURIComponent(id)}`;
}

/** Starts an emulator with `smallWorld()` for the specs of a suite, and resets it before each of them. */
export function useEmulator(options: EmulatorOptions = {}): {
  readonly url: string;
  readonly control: Emulator['control'];
  as(email?: string, ...scopes: string[]): Promise<GraphClient>;
} {
  let emulator: Emulator | undefined;
  const running = (): Emulator => {
    if (!emulator) {
      throw new Error('The emulator runs inside of specs only.');
    }
    return emulator;
  };
  beforeAll(async () => {
    emulator = await createEmulator({
      seed: smallWorld(),
      now: NOW,
      validateAnswers: true,
      ...options,
    });
  });
  beforeEach(() => {
    running().control.reset();
  });
  afterAll(() => emulator?.close());
  return {
    get url() {
      return running().url;
    },
    get control() {
      return running().control;
    },
    async as(email = ADA, ...scopes) {
      const { access_token } = await running().control.issueToken({
        email,
        scopes:
          scopes.length > 0
            ? scopes
            : [
                'Calendars.ReadWrite',
                'Calendars.ReadWrite.Shared',
                'MailboxSettings.ReadWrite',
                'User.Read',
              ],
      });
      return new GraphClient(running().url, access_token);
    },
  };
}

export const ADA = 'ada@contoso.example';

/** `start` and `end` of a body: a time on a day, and how long it lasts. */
export function times(day: string, at: string, minutes: number, timeZone = 'UTC'): object {
  const end = new Date(Date.parse(`${day}T${at}:00Z`) + minutes * 60_000)
    .toISOString()
    .slice(0, 19);
  return { start: { dateTime: `${day}T${at}:00`, timeZone }, end: { dateTime: end, timeZone } };
}
