import type { Grant } from '../oauth/grants.ts';
import { grantWithoutConsent, type AccessTokens } from '../oauth/grants.ts';
import type { WireEvent } from '../discovery/wire-types.generated.ts';

/** A request to Calendar v3 that a test sends in the name of an account. */
export interface ActingRequest {
  /** GET if left out. */
  readonly method?: string;
  /** The path after `/calendar/v3/`, such as `calendars/primary/events`. */
  readonly path: string;
  /** The parameters after the path. */
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
}

/** Changes calendars in the name of an account, without a token. Its requests meet no faults and are not logged. */
export interface ActingUser {
  /** Adds an event, by default to the account's own calendar. Throws as {@link request}. */
  insert(event: WireEvent, calendarId?: string): Promise<WireEvent>;
  /** Changes the fields of an event that `changes` has. Throws as {@link request}. */
  patch(eventId: string, changes: object, calendarId?: string): Promise<WireEvent>;
  /** Deletes an event. Throws as {@link request}. */
  delete(eventId: string, calendarId?: string): Promise<void>;
  /**
   * Sends any other request to Calendar v3.
   * @returns The parsed body, or undefined if there is none.
   * @throws Error if Google would refuse the request, with the error response in its message.
   */
  request(request: ActingRequest): Promise<unknown>;
}

/** Serves a request whose bearer token is the address of the account that sends it. */
export type ActingApi = (request: Request) => Response | Promise<Response>;

const FULL_ACCESS: ReadonlySet<string> = new Set(['https://www.googleapis.com/auth/calendar']);

/** Accepts the address of an account as an access token with full access to the account's calendars. */
export function emailsAsTokens(clientId: string): AccessTokens {
  return {
    accessToken(email) {
      const grant: Grant = grantWithoutConsent(email, clientId);
      return { token: email, grant, email, scopes: FULL_ACCESS, expiresAt: Infinity };
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
