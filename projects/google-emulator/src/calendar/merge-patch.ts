/** JSON Merge Patch (RFC 7396), which is what Google's PATCH means: arrays are replaced whole, null removes. */
export function mergePatch<T extends object>(target: T, patch: object): T {
  const merged = new Map<string, unknown>(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      merged.delete(name);
    } else if (isPlainObject(value)) {
      const before = merged.get(name);
      merged.set(name, mergePatch(isPlainObject(before) ? before : {}, value));
    } else {
      merged.set(name, value);
    }
  }
  return Object.fromEntries(merged) as T;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
