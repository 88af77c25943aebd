import type { ApiMethod } from '../discovery/discovery.ts';
import type { SeedUser } from '../seed/seed.ts';
import type { Channels } from '../push/channels.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { World } from '../world/world.ts';
import { conditionNotMet } from './api-error.ts';
import { loginRequired } from './authentication-errors.ts';
import type { ListSnapshots } from './list-snapshots.ts';
import type { Parameters } from './parameters.ts';

/** Who sends the request: a user with an access token, or an anonymous caller with an API key. */
export interface Caller {
  readonly user: SeedUser | undefined;
  /** The OAuth client that the token was issued to. */
  readonly clientId: string | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** One authenticated and validated request to Calendar v3. */
export interface Call {
  readonly method: ApiMethod;
  readonly parameters: Parameters;
  readonly body: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly ifMatch: string | undefined;
  /** The URL of the request. */
  readonly url: URL;
  readonly world: World;
  readonly snapshots: ListSnapshots;
  readonly channels: Channels;
  readonly outbox: Outbox;
}

/** The response of a method; 204 if there is no body. */
export interface Answer {
  readonly body?: object;
  /** The `items` of a list, apart from the body because each item keeps its serialized form. */
  readonly items?: readonly object[];
  readonly etag?: string | null | undefined;
}

export type Handler = (call: Call) => Answer;

/** @throws ApiError 401 for a caller with only an API key. */
export function userOf(call: Call): SeedUser {
  if (!call.caller.user) {
    throw loginRequired();
  }
  return call.caller.user;
}

/** `maxResults`, limited to Google's maximum. */
export function pageSize(call: Call, defaultSize: number, maxSize: number): number {
  return Math.min(call.parameters.number('maxResults') ?? defaultSize, maxSize);
}

/** @throws ApiError 412 if `If-Match` names another etag. */
export function assertUnchanged(call: Call, etag: string | null | undefined): void {
  if (call.ifMatch !== undefined && call.ifMatch !== '*' && call.ifMatch !== etag) {
    throw conditionNotMet();
  }
}
