import type {
  ActingRequest,
  ConferenceBehaviour,
  FaultRule,
  GoogleCalendar,
  GoogleEvent,
  LoggedRequest,
  Mail,
  PageRequest,
} from './google-resources';

interface LabelledCalendar {
  readonly labelProperties?: { readonly eventLabels?: readonly object[] };
}

interface Page<Item> {
  readonly items?: readonly Item[];
  readonly nextPageToken?: string;
}

const API_PATH = '/calendar/v3';
export const FULL_ACCESS_SCOPE = 'https://www.googleapis.com/auth/calendar';

/** Reads and changes what the emulator stores without going through the demo, and makes its requests fail. */
export class GoogleEmulator {
  /** Awaited before what Google holds is read. */
  beforeReading: (() => Promise<void>) | undefined;

  constructor(readonly url: string) {}

  /** Restores the seed data and removes all tokens, consents, faults and logged requests. */
  async reset(): Promise<void> {
    await this.#control('reset');
  }

  /** Adds an account with one calendar. Returns its address, which is also the calendar's id. */
  async addUser(name: string, events: readonly object[] = []): Promise<string> {
    const email = `${name.toLowerCase()}@example.com`;
    await this.#control('users', { email, name, timeZone: 'Europe/Berlin', events });
    return email;
  }

  /** Makes a calendar that the account owns. Returns its id. */
  async addCalendar(email: string, summary: string): Promise<string> {
    const request = { method: 'POST', path: 'calendars', body: { summary } };
    return (await this.as<GoogleCalendar>(email, request)).id;
  }

  /** Lets another account read one of the account's calendars, which the other one puts on its list. */
  async shareCalendar(owner: string, calendarId: string, reader: string): Promise<void> {
    await this.#addAccessRule(owner, calendarId, { type: 'user', value: reader });
    await this.as(reader, {
      method: 'POST',
      path: 'users/me/calendarList',
      body: { id: calendarId },
    });
  }

  /** Lets everybody read one of the account's calendars. */
  async makePublic(owner: string, calendarId: string): Promise<void> {
    await this.#addAccessRule(owner, calendarId, { type: 'default' });
  }

  async #addAccessRule(owner: string, calendarId: string, scope: object): Promise<void> {
    await this.as(owner, {
      method: 'POST',
      path: `calendars/${encodeURIComponent(calendarId)}/acl`,
      query: { sendNotifications: 'false' },
      body: { scope, role: 'reader' },
    });
  }

  async fault(rule: FaultRule): Promise<void> {
    await this.#control('fault', rule);
  }

  /** The faults that are there, also those that have met all their requests. */
  async faults(): Promise<readonly unknown[]> {
    const response = await fetch(`${this.url}/_emulator/faults`);
    return (await response.json()) as readonly unknown[];
  }

  async clearFaults(): Promise<void> {
    await this.#control('clearFaults');
  }

  async expireTokens(): Promise<void> {
    await this.#control('expireTokens');
  }

  async setClock(now: string): Promise<void> {
    await this.#control('setClock', { now });
  }

  async advanceClock(milliseconds: number): Promise<void> {
    await this.#control('advanceClock', { milliseconds });
  }

  /** The requests that the emulator has answered since the last reset. */
  async requests(): Promise<readonly LoggedRequest[]> {
    const response = await fetch(`${this.url}/_emulator/requests`);
    return (await response.json()) as readonly LoggedRequest[];
  }

  /** The requests to Calendar v3 that pages have sent since the last reset, without CORS preflights. */
  async pageRequests(): Promise<readonly PageRequest[]> {
    const requests = await this.requests();
    return requests
      .filter(
        ({ origin, method, path }) => origin && method !== 'OPTIONS' && path.startsWith(API_PATH),
      )
      .map(({ method, path, query }) => ({
        line: `${method} ${path.slice(API_PATH.length)}`,
        query,
      }));
  }

  /** Those of them that change something. */
  async pageWrites(): Promise<readonly PageRequest[]> {
    await this.beforeReading?.();
    const requests = await this.pageRequests();
    return requests.filter(({ line }) => !line.startsWith('GET '));
  }

  /** The mails that Google would have sent since the last reset, as `invitation to ada@example.com`. */
  async mails(): Promise<readonly string[]> {
    await this.beforeReading?.();
    const response = await fetch(`${this.url}/_emulator/mails`);
    const mails = (await response.json()) as readonly Mail[];
    return mails.map(({ kind, to }) => `${kind} to ${to}`);
  }

  async clearMails(): Promise<void> {
    await this.#control('clearMails');
  }

  /** What becomes of the conferences that are requested from now on. */
  async setConferences(behaviour: ConferenceBehaviour): Promise<void> {
    await this.#control('conferences', behaviour);
  }

  /** Changes settings of the account, by their names in Calendar v3. */
  async setSettings(email: string, values: Readonly<Record<string, string>>): Promise<void> {
    await this.#control('settings', { email, values });
  }

  /** The number of requests to the token endpoint: a token server makes one at the sign-in and one at each renewal. */
  async tokenRequests(): Promise<number> {
    const requests = await this.requests();
    return requests.filter(({ method, path }) => method === 'POST' && path === '/token').length;
  }

  async calendars(email: string): Promise<readonly GoogleCalendar[]> {
    return this.#list<GoogleCalendar>(email, 'users/me/calendarList', {});
  }

  /** The calendar of this name in the account's list, even if it is hidden; `undefined` if there is none. */
  async calendar(email: string, name: string): Promise<GoogleCalendar | undefined> {
    const calendars = await this.#list<GoogleCalendar>(email, 'users/me/calendarList', {
      showHidden: 'true',
    });
    return calendars.find(({ summary, summaryOverride }) => (summaryOverride ?? summary) === name);
  }

  /** Defines a label for events of the account's own calendar, in place of those before. Returns its id. */
  async addLabel(email: string, name: string, backgroundColor: string): Promise<string> {
    const { labelProperties } = await this.as<LabelledCalendar>(email, {
      method: 'PATCH',
      path: 'calendars/primary',
      body: { labelProperties: { eventLabels: [{ name, backgroundColor }] } },
    });
    const [label] = (labelProperties?.eventLabels ?? []) as readonly { readonly id: string }[];
    return label?.id ?? '';
  }

  /** Gives an event of the account's own calendar a label. */
  async labelEvent(email: string, id: string, eventLabelId: string): Promise<void> {
    await this.as(email, {
      method: 'PATCH',
      path: `calendars/primary/events/${id}`,
      query: { eventLabelVersion: '1' },
      body: { eventLabelId },
    });
  }

  /** The labels for events of the account's own calendar. */
  async eventLabels(email: string): Promise<readonly object[]> {
    const { labelProperties } = await this.as<LabelledCalendar>(email, {
      path: 'calendars/primary',
    });
    return labelProperties?.eventLabels ?? [];
  }

  /** The events from `start` to before `end`, series as their occurrences. */
  async events(
    email: string,
    calendarId: string,
    range: { readonly start: string; readonly end: string },
  ): Promise<readonly GoogleEvent[]> {
    await this.beforeReading?.();
    return this.#list<GoogleEvent>(email, `calendars/${encodeURIComponent(calendarId)}/events`, {
      timeMin: range.start,
      timeMax: range.end,
      singleEvents: 'true',
    });
  }

  /** The events with this title in a calendar, by default the account's own, deleted ones too. */
  async eventsNamed(
    email: string,
    title: string,
    calendarId = 'primary',
  ): Promise<readonly GoogleEvent[]> {
    await this.beforeReading?.();
    const path = `calendars/${encodeURIComponent(calendarId)}/events`;
    const events = await this.#list<GoogleEvent>(email, path, { showDeleted: 'true' });
    return events.filter(({ summary }) => summary === title);
  }

  /** The only event with this title in the account's own calendar; throws if there are none or several. */
  async event(email: string, title: string): Promise<GoogleEvent> {
    const [event, ...more] = await this.eventsNamed(email, title);
    if (!event || more.length > 0) {
      throw new Error(`${event ? 'Several events have' : 'No event has'} the title ${title}.`);
    }
    return event;
  }

  /** Changes an event as somebody else would, without the demo. */
  async changeEvent(email: string, id: string, changes: Partial<GoogleEvent>): Promise<void> {
    await this.#api(email, `calendars/primary/events/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(changes),
    });
  }

  async #list<Item>(
    email: string,
    path: string,
    parameters: Readonly<Record<string, string>>,
  ): Promise<readonly Item[]> {
    const items: Item[] = [];
    let pageToken: string | undefined;
    do {
      const query = new URLSearchParams({ ...parameters, ...(pageToken ? { pageToken } : {}) });
      const page = (await this.#api(email, `${path}?${query.toString()}`)) as Page<Item>;
      items.push(...(page.items ?? []));
      pageToken = page.nextPageToken;
    } while (pageToken);
    return items;
  }

  /** A new access token of the account, with all rights. */
  async token(email: string): Promise<string> {
    const token = (await this.#control('token', { email, scopes: [FULL_ACCESS_SCOPE] })) as {
      readonly access_token: string;
    };
    return token.access_token;
  }

  /** Sends a request to Calendar v3 in the name of the account. It is not logged and meets no fault. */
  async as<Answer = unknown>(email: string, request: ActingRequest): Promise<Answer> {
    return (await this.#control('as', { email, ...request })) as Answer;
  }

  /** Adds an event to the account's own calendar. */
  async insert(email: string, event: object): Promise<GoogleEvent> {
    return this.as(email, { method: 'POST', path: 'calendars/primary/events', body: event });
  }

  async #api(email: string, path: string, init: RequestInit = {}): Promise<unknown> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${await this.token(email)}`);
    return jsonOf(await fetch(`${this.url}/calendar/v3/${path}`, { ...init, headers }));
  }

  async #control(action: string, body: object = {}): Promise<unknown> {
    return jsonOf(
      await fetch(`${this.url}/_emulator/${action}`, {
        method: 'POST',
        body: JSON.stringify(body),
      }),
    );
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  if (!response.ok) {
    throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}
