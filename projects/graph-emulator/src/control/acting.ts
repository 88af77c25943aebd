import type { Hono } from 'hono';
import { ControlError } from 'google-calendar-emulator/internal';
import type { Account } from '../accounts.ts';
import type { GraphEnv } from '../graph/graph-env.ts';
import type { CheckAccessToken } from '../identity/identity.ts';

/** A request to Graph that a test sends in the name of an account. */
export interface ActingRequest {
  /** GET if left out. */
  readonly method?: string;
  /** The path after `/v1.0/`, such as `me/events`, with its query. */
  readonly path: string;
  /** Such as `{ Prefer: 'outlook.timezone="Europe/Berlin"' }`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: object;
}

const ALL_SCOPES = [
  'Calendars.ReadWrite',
  'Calendars.ReadWrite.Shared',
  'MailboxSettings.ReadWrite',
  'User.Read',
];

/** Takes the address of an account for its token. It belongs to an application that no server serves. */
export function addressesAsTokens(find: (email: string) => Account | undefined): CheckAccessToken {
  return (token) => {
    const account = find(Buffer.from(token, 'base64url').toString());
    return account
      ? { userId: account.id, scopes: ALL_SCOPES, tenantId: account.tenantId, expiresAt: Infinity }
      : null;
  };
}

/** @throws ControlError with Graph's error if it refuses the request. */
export async function sendAs(
  api: Hono<GraphEnv>,
  email: string,
  { method = 'GET', path, headers, body }: ActingRequest,
): Promise<unknown> {
  const response = await api.request(`http://localhost/v1.0/${path}`, {
    method,
    headers: {
      ...headers,
      Authorization: `Bearer ${Buffer.from(email).toString('base64url')}`,
      'Content-Type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new ControlError(`${method} ${path}: ${response.status} ${text}`);
  }
  return text === '' ? undefined : JSON.parse(text);
}
