import type { ApiMethod } from '../discovery/discovery.ts';
import type { SeedUser } from '../seed/seed.ts';
import type { World } from '../world/world.ts';
import { invalidParameter, loginRequired } from './api-error.ts';
import type { ListSnapshots } from './list-snapshots.ts';
import type { Parameters } from './parameters.ts';

/** Who calls: a user by an access token, or anybody by an API key alone. */
export interface Caller {
  readonly user: SeedUser | undefined;
  readonly scopes: ReadonlySet<string>;
}

/** One request to Calendar v3 that passed the door. */
export interface Call {
  readonly method: ApiMethod;
  readonly parameters: Parameters;
  readonly body: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly ifMatch: string | undefined;
  readonly world: World;
  readonly snapshots: ListSnapshots;
}

/** What a method answers; without a body it is a 204. */
export interface Answer {
  readonly body?: object;
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

/** `maxResults` within Google's bounds. */
export function pageSize(call: Call, usual: number, most: number): number {
  const size = call.parameters.count('maxResults', usual, most);
  if (size < 1) {
    throw invalidParameter(
      'maxResults',
      `Invalid value '${size}'. Values must be within the range: [1, ${most}]`,
    );
  }
  return size;
}
