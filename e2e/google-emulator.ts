/** The fields of Google's event resource that the tests read. */
export interface GoogleEvent {
  readonly id: string;
  readonly status?: string;
  readonly summary?: string;
  readonly location?: string;
  readonly description?: string;
  readonly start?: GoogleTime;
  readonly end?: GoogleTime;
  readonly attendees?: readonly GoogleAttendee[];
  readonly reminders?: {
    readonly useDefault?: boolean;
    readonly overrides?: readonly { readonly method: string; readonly minutes: number }[];
  };
  readonly hangoutLink?: string;
  readonly colorId?: string;
  readonly eventLabelId?: string;
}

export interface GoogleAttendee {
  readonly email: string;
  readonly responseStatus?: string;
  readonly comment?: string;
}

/** A mail that Google would send. */
export interface Mail {
  readonly to: string;
  readonly kind: string;
  readonly summary?: string;
}

interface GoogleTime {
  readonly date?: string;
  readonly dateTime?: string;
}

export interface GoogleCalendar {
  readonly id: string;
  readonly summary: string;
  readonly summaryOverride?: string;
  readonly backgroundColor: string;
  readonly selected?: boolean;
  readonly hidden?: boolean;
  readonly accessRole: string;
}

export interface FaultRule {
  readonly method?: string;
  readonly path: string;
  readonly times?: number;
  readonly status?: number;
  readonly reason?: string;
  readonly delayMs?: number;
}

export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization: string;
  readonly status: number;
}

interface Page<Item> {
  readonly items?: readonly Item[];
  readonly nextPageToken?: string;
}

const FULL_ACCESS_SCOPE = 'https://www.googleapis.com/auth/calendar';

/** Reads and changes what the emulator stores without going through the demo, and makes its requests fail. */
export class GoogleEmulator {
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

  async fault(rule: FaultRule): Promise<void> {
    await this.#control('fault', rule);
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

  /** The number of requests to the token endpoint: a token server makes one at the sign-in and one at each renewal. */
  async tokenRequests(): Promise<number> {
    const requests = await this.requests();
    return requests.filter(({ method, path }) => method === 'POST' && path === '/token').length;
  }

  /** The mails that Google would have sent since the last reset. */
  async mails(): Promise<readonly Mail[]> {
    const response = await fetch(`${this.url}/_emulator/mails`);
    return (await response.json()) as readonly Mail[];
  }

  /** Lets video calls take their time, or fail, from now on. */
  async setConferences(behaviour: {
    readonly pendingMilliseconds?: number;
    readonly pendingReads?: number;
    readonly outcome?: 'success' | 'failure';
  }): Promise<void> {
    await this.#control('conferences', behaviour);
  }

  /** The account's list of calendars, hidden ones too. */
  async calendars(email: string): Promise<readonly GoogleCalendar[]> {
    return this.#list<GoogleCalendar>(email, 'users/me/calendarList', { showHidden: 'true' });
  }

  /** The only calendar of this name in the account's list; `undefined` if there is none. */
  async calendar(email: string, name: string): Promise<GoogleCalendar | undefined> {
    const calendars = await this.calendars(email);
    return calendars.find(({ summary, summaryOverride }) => (summaryOverride ?? summary) === name);
  }

  /** Adds a calendar to an account, switched on. Returns its id. */
  async addCalendar(email: string, name: string): Promise<string> {
    const { id } = (await this.#send(email, 'POST', 'calendars', { summary: name })) as {
      readonly id: string;
    };
    await this.#send(email, 'PATCH', `users/me/calendarList/${encodeURIComponent(id)}`, {
      selected: true,
    });
    return id;
  }

  /** Adds a label to the account's own calendar. Returns its id. */
  async addLabel(email: string, name: string, backgroundColor: string): Promise<string> {
    const calendar = (await this.#send(email, 'PATCH', 'calendars/primary', {
      labelProperties: { eventLabels: [{ name, backgroundColor }] },
    })) as {
      readonly labelProperties: { readonly eventLabels: readonly [{ readonly id: string }] };
    };
    return calendar.labelProperties.eventLabels[0].id;
  }

  /** The events from `start` to before `end`, series as their occurrences. */
  async events(
    email: string,
    calendarId: string,
    range: { readonly start: string; readonly end: string },
  ): Promise<readonly GoogleEvent[]> {
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
    await this.#send(email, 'PATCH', `calendars/primary/events/${id}`, changes);
  }

  /** Adds an event to the account's own calendar, of which its guests get copies. */
  async addEvent(email: string, event: object): Promise<GoogleEvent> {
    return (await this.#send(email, 'POST', 'calendars/primary/events', event)) as GoogleEvent;
  }

  /** Gives an event a label of the account's own calendar. */
  async labelEvent(email: string, id: string, eventLabelId: string): Promise<void> {
    const path = `calendars/primary/events/${id}?eventLabelVersion=1`;
    await this.#send(email, 'PATCH', path, { eventLabelId });
  }

  #send(email: string, method: string, path: string, body: object): Promise<unknown> {
    return this.#api(email, path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
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

  async #api(email: string, path: string, init: RequestInit = {}): Promise<unknown> {
    const token = (await this.#control('token', { email, scopes: [FULL_ACCESS_SCOPE] })) as {
      readonly access_token: string;
    };
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${token.access_token}`);
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
