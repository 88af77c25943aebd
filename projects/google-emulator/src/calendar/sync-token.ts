import type { Calendar } from '../world/calendar.ts';
import type { World } from '../world/world.ts';
import { fullSyncRequired, invalidParameter } from './api-error.ts';

/** Where a client's copy of a calendar stands. */
export function writeSyncToken(world: World, calendar: Calendar, change: number): string {
  return Buffer.from(JSON.stringify([world.syncEpoch, calendar.id, change])).toString('base64url');
}

/**
 * The change number of a sync token.
 * @throws ApiError 410 for one of another calendar or of a history that is gone, 400 for what is no token at all.
 */
export function readSyncToken(world: World, calendar: Calendar, token: string): number {
  const [epoch, id, change] = parse(token);
  if (typeof change !== 'number') {
    throw invalidParameter('syncToken', 'Invalid sync token value.');
  }
  if (epoch !== world.syncEpoch || id !== calendar.id || change > calendar.change) {
    throw fullSyncRequired();
  }
  return change;
}

function parse(token: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
