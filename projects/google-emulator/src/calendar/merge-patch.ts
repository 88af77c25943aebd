/** JSON Merge Patch (RFC 7396), the semantics of Google's PATCH: arrays are replaced, and null removes a field. */
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

/** Removes null fields at any depth, because clients send null for absent fields. */
export function withoutNulls<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]: [string, unknown]) =>
      each === null || each === undefined ? [] : [[name, valueWithoutNulls(each)]],
    ),
  ) as T;
}

function valueWithoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(valueWithoutNulls);
  }
  return isPlainObject(value) ? withoutNulls(value) : value;
}
