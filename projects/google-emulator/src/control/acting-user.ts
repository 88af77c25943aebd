import type { Grant } from '../oauth/grants.ts';
import { unremembered, type AccessTokens } from '../oauth/grants.ts';
import type { WireEvent } from '../discovery/wire-types.generated.ts';

/** A request to Calendar v3, as somebody whom a test wants to do it. */
export interface ActingRequest {
  /** GET if left out. */
  readonly method?: string;
  /** After `/calendar/v3/`, such as `calendars/primary/events`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** What somebody else does to calendars meanwhile: no token is needed, no fault met, and no log kept of it. */
export interface ActingUser {
  insert(event: WireEvent, calendarId?: string): Promise<WireEvent>;
  patch(eventId: string, changes: object, calendarId?: string): Promise<WireEvent>;
  delete(eventId: string, calendarId?: string): Promise<void>;
  /**
   * Anything else of Calendar v3; answers the body, undefined where there is none.
   * @throws Error where the user may not do it, with Google's answer as its message.
   */
  request(request: ActingRequest): Promise<unknown>;
}

/** Serves a request in the name of the account that it has for a token. */
export type ActingApi = (request: Request) => Response | Promise<Response>;

const EVERYTHING: ReadonlySet<string> = new Set(['https://www.googleapis.com/auth/calendar']);

/** Stands in for tokens where a test acts as an account: its address opens everything that the account may do. */
export function tokensOfEverybody(clientId: string): AccessTokens {
  return {
    accessToken(email) {
      const grant: Grant = unremembered(email, clientId);
      return { token: email, grant, email, scopes: EVERYTHING, expiresAt: Infinity };
    },
  };
}

export function actAs(email: string, api: ActingApi): ActingUser {
  const request = async ({ method = 'GET', path, query, body }: ActingRequest) => {
    const url = new URL(path, 'http://localhost/');
    url.search = new URLSearchParams(query).toString();
    const response = await api(
      new Request(url, {
        method,
        headers: {
          Authorization: `Bearer ${email}`,
          ...(body && { 'Content-Type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} as ${email}: ${response.status} ${text}`);
    }
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
  const events = (calendarId: string) => `calendars/${encodeURIComponent(calendarId)}/events`;
  const event = (id: string, calendarId: string) =>
    `${events(calendarId)}/${encodeURIComponent(id)}`;
  return {
    request,
    async insert(body, calendarId = 'primary') {
      return (await request({ method: 'POST', path: events(calendarId), body })) as WireEvent;
    },
    async patch(id, body, calendarId = 'primary') {
      return (await request({ method: 'PATCH', path: event(id, calendarId), body })) as WireEvent;
    },
    async delete(id, calendarId = 'primary') {
      await request({ method: 'DELETE', path: event(id, calendarId) });
    },
  };
}
