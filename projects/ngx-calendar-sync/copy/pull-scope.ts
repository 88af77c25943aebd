import {
  ɵinMilliseconds as inMilliseconds,
  ɵoverlaps as overlaps,
  type TimeRange,
  type ɵReplicaState as ReplicaState,
  type ɵPullScope as PullScope,
} from 'ngx-calendar-sync/core';

/** Raised when changes are read differently than before: every calendar is then pulled anew. */
const READING_VERSION = 2;

/** A text for each scope: a replica serves for the scope alone that has the same text. */
export function scopeKey({ coverage, since, omit = [] }: PullScope): string {
  return JSON.stringify([READING_VERSION, coverage, since, [...omit].sort()]);
}

/**
 * The scope of the replica that is visible now. The wished scope may be another one: the old replica stays visible
 * until the new one is complete. `undefined` where there is no replica.
 */
export function committedScope({ current }: ReplicaState): PullScope | undefined {
  return current && scopeOfKey(current.scope);
}

/**
 * Whether the replica that is visible now holds everything that shows in a range. Its own scope is asked: the wished
 * one may have moved on, as a window does, before there is a replica of it.
 */
export function isCovered(state: ReplicaState, range: TimeRange): boolean {
  const scope = committedScope(state);
  return scope !== undefined && coversRange(scope, range);
}

/** Whether a replica of this scope holds everything that shows in a range. */
export function coversRange({ coverage, since }: PullScope, range: TimeRange): boolean {
  if (since && range.start < since) {
    return false;
  }
  return coverage === 'everything' || (range.start >= coverage.start && range.end <= coverage.end);
}

/**
 * Whether a replica of this scope holds a single event of that time. Asked here for every event, since changes that a
 * provider tells since a cursor may lie outside the scope.
 */
export function keepsTime({ coverage, since }: PullScope, time: TimeRange<number>): boolean {
  const from = since?.getTime() ?? -Infinity;
  const window =
    coverage === 'everything' ? { start: -Infinity, end: Infinity } : inMilliseconds(coverage);
  return overlaps(time, { start: Math.max(from, window.start), end: window.end });
}

/** What {@link scopeKey} was made of; `undefined` for another text. */
function scopeOfKey(key: string): PullScope | undefined {
  try {
    const [, coverage, since, omit] = JSON.parse(key) as ScopeInJson;
    return {
      coverage:
        coverage === 'everything'
          ? coverage
          : { start: new Date(coverage.start), end: new Date(coverage.end) },
      ...(since === null ? {} : { since: new Date(since) }),
      ...(omit.length === 0 ? {} : { omit }),
    };
  } catch {
    return undefined;
  }
}

/** Reading version, coverage, `since` and `omit`. */
type ScopeInJson = readonly [number, CoverageInJson, string | null, readonly string[]];
type CoverageInJson = 'everything' | { readonly start: string; readonly end: string };
