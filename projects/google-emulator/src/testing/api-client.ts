import type { WireEvent, WireEvents } from '../discovery/wire-types.generated.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator.ts';
import { ADA, CALENDAR, NOW, smallWorld } from './small-world.ts';

/** An error response of Calendar v3. */
export interface ErrorBody {
  readonly error: {
    readonly code: number;
    readonly message: string;
    readonly status?: string;
    readonly errors: readonly {
      readonly domain: string;
      readonly reason: string;
      readonly location?: string;
    }[];
    readonly details?: readonly { readonly reason?: string }[];
  };
}

export interface ApiAnswer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface ApiRequest {
  readonly method?: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls Calendar v3 with one access token. */
export class ApiClient {
  constructor(
    private readonly url: string,
    readonly token: string,
  ) {}

  async call<T>(path: string, request: ApiRequest = {}): Promise<ApiAnswer<T>> {
    const url = new URL(`/calendar/v3/${path}`, this.url);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      [value].flat().forEach((each) => {
        url.searchParams.append(name, each);
      });
    }
    const response = await fetch(url, {
      method: request.method ?? 'GET',
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(request.body && { 'Content-Type': 'application/json' }),
        ...request.headers,
      },
      ...(request.body && { body: JSON.stringify(request.body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? undefined : JSON.parse(text)) as T,
    };
  }

  /** Status and reason of the response, such as `404 notFound`, or `200 not refused`. */
  async refusal(path: string, request: ApiRequest = {}): Promise<string> {
    const { status, body } = await this.call<Partial<ErrorBody> | undefined>(path, request);
    return `${status} ${body?.error?.errors[0]?.reason ?? 'not refused'}`;
  }

  /** @throws Error if the request is refused. */
  async ok<T>(path: string, request: ApiRequest = {}): Promise<T> {
    const { status, body } = await this.call<T>(path, request);
    if (status >= 300) {
      throw new Error(`${request.method ?? 'GET'} ${path}: ${status} ${JSON.stringify(body)}`);
    }
    return body;
  }

  list(query: ApiRequest['query'] = {}, calendarId = 'primary'): Promise<WireEvents> {
    return this.ok(eventsPath(calendarId), { query });
  }

  get(id: string, calendarId = 'primary'): Promise<WireEvent> {
    return this.ok(eventPath(id, calendarId));
  }

  insert(body: WireEvent, calendarId = 'primary'): Promise<WireEvent> {
    return this.ok(eventsPath(calendarId), { method: 'POST', body });
  }

  patch(id: string, body: object, calendarId = 'primary'): Promise<WireEvent> {
    return this.ok(eventPath(id, calendarId), { method: 'PATCH', body });
  }

  put(id: string, body: object, calendarId = 'primary'): Promise<WireEvent> {
    return this.ok(eventPath(id, calendarId), { method: 'PUT', body });
  }

  async delete(id: string, calendarId = 'primary'): Promise<void> {
    await this.ok(eventPath(id, calendarId), { method: 'DELETE' });
  }
}

export function eventsPath(calendarId: string): string {
  return `calendars/${encodeURIComponent(calendarId)}/events`;
}

export function eventPath(id: string, calendarId = 'primary'): string {
  return `${eventsPath(calendarId)}/${encodeURIComponent(id)}`;
}

/** Starts an emulator with `smallWorld()` for the specs of a suite, and resets it before each of them. */
export function useEmulator(options: EmulatorOptions = {}): {
  readonly url: string;
  readonly control: Emulator['control'];
  as(email?: string, ...scopes: string[]): ApiClient;
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
    as(email = ADA, ...scopes) {
      const { access_token } = running().control.issueToken({
        email,
        scopes: scopes.length > 0 ? scopes : [CALENDAR],
      });
      return new ApiClient(running().url, access_token);
    },
  };
}

/** The summaries of a list, in its order. */
export function summaries(list: WireEvents): (string | null | undefined)[] {
  return (list.items ?? []).map((event) => event.summary);
}
