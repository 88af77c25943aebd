import type { ApiMethod } from '../discovery/discovery.ts';
import type { SeedUser } from '../seed/seed.ts';
import type { Channels } from '../push/channels.ts';
import type { World } from '../world/world.ts';
import { conditionNotMet } from './api-error.ts';
import { loginRequired } from './door-errors.ts';
import type { ListSnapshots } from './list-snapshots.ts';
import type { Parameters } from './parameters.ts';

/** Who calls: a user by an access token, or anybody by an API key alone. */
export interface Caller {
  readonly user: SeedUser | undefined;
  /** The app that the token was given to. */
  readonly clientId: string | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** One request to Calendar v3 that passed the door. */
export interface Call {
  readonly method: ApiMethod;
  readonly parameters: Parameters;
  readonly body: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly ifMatch: string | undefined;
  /** Where it was asked. */
  readonly url: URL;
  readonly world: World;
  readonly snapshots: ListSnapshots;
  readonly channels: Channels;
}

/** What a method answers; without a body it is a 204. */
export interface Answer {
  readonly body?: object;
  /** The body's `items`, apart because what is in a list is often serialized already. */
  readonly items?: readonly object[];
  readonly etag?: string | null | undefined;
}

export type Handler = (call: Call) => Answer;

/** @throws ApiError 401 for a caller with nothing but a key. */
export function userOf(call: Call): SeedUser {
  if (!call.caller.user) {
    throw loginRequired();
  }
  return call.caller.user;
}

/** `maxResults`, no more than Google gives. */
export function pageSize(call: Call, usual: number, most: number): number {
  return Math.min(call.parameters.number('maxResults') ?? usual, most);
}

/** @throws ApiError 412 where the caller knows another revision. */
export function assertUnchanged(call: Call, etag: string | null | undefined): void {
  if (call.ifMatch !== undefined && call.ifMatch !== '*' && call.ifMatch !== etag) {
    throw conditionNotMet();
  }
}
