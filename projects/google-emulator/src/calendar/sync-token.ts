import { createHash } from 'node:crypto';
import type { World } from '../world/world.ts';
import { fullSyncRequired, invalidParameter } from './api-error.ts';

/**
 * What a sync token is valid for: the user, the list and the parameters. With a token of another scope the client's copy
 * would miss events.
 */
export type SyncScope = readonly unknown[];

/** A token for the state of a list after the given change. */
export function writeSyncToken(world: World, scope: SyncScope, change: number): string {
  return Buffer.from(JSON.stringify([world.epochs.current, digest(scope), change])).toString(
    'base64url',
  );
}

/**
 * The change number of a sync token.
 * @param latest Number of the latest change of the list.
 * @throws ApiError 410 for a token of another scope or an invalidated one, 400 for text that is not a sync token.
 */
export function readSyncToken(
  world: World,
  scope: SyncScope,
  token: string,
  latest: number,
): number {
  const [epoch, owner, change] = parse(token);
  if (typeof change !== 'number') {
    throw invalidParameter('syncToken', 'Invalid sync token value.');
  }
  if (!world.epochs.isValid(epoch) || owner !== digest(scope) || change > latest) {
    throw fullSyncRequired();
  }
  return change;
}

function digest(scope: SyncScope): string {
  return createHash('sha256').update(JSON.stringify(scope)).digest('base64url').slice(0, 12);
}

function parse(token: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
