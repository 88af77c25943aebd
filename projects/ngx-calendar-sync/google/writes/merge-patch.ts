import { ɵownMember as ownMember, ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import { ɵisObject as isObject } from 'ngx-calendar-sync/core/outbox';

/**
 * Applies a JSON merge patch: `null` removes a member, objects are merged, and any other value replaces the old one.
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(name);
    } else {
      merged.set(name, mergePatch(merged.get(name), value));
    }
  }
  return Object.fromEntries(merged);
}

/** The JSON merge patch that turns `source` into `target`. */
export function mergePatchBetween(
  source: Readonly<Record<string, unknown>>,
  target: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const patch = new Map<string, unknown>();
  for (const name of new Set([...Object.keys(source), ...Object.keys(target)])) {
    const from = ownMember(source, name);
    const to = ownMember(target, name);
    if (sameJson(from, to)) {
      continue;
    }
    const merged = isObject(from) && isObject(to) ? mergePatchBetween(from, to) : to;
    patch.set(name, merged ?? null);
  }
  return Object.fromEntries(patch);
}
