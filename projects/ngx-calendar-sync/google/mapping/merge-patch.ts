/** A JSON merge patch (RFC 7396): what is null goes, objects are merged, all else is replaced. */
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

/** The patch that makes `target` of `source`. */
export function mergePatchBetween(
  source: Readonly<Record<string, unknown>>,
  target: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const patch = new Map<string, unknown>();
  for (const name of new Set([...Object.keys(source), ...Object.keys(target)])) {
    const from = own(source, name);
    const to = own(target, name);
    if (sameJson(from, to)) {
      continue;
    }
    const merged = isObject(from) && isObject(to) ? mergePatchBetween(from, to) : to;
    patch.set(name, merged ?? null);
  }
  return Object.fromEntries(patch);
}

/** Whether a patch would change nothing; times are compared as instants, since a server may write them otherwise. */
export function alreadyApplied(target: unknown, patch: unknown): boolean {
  if (isObject(patch)) {
    return Object.entries(patch).every(([name, value]) => {
      const now = isObject(target) ? own(target, name) : undefined;
      return value === null ? now === undefined : alreadyApplied(now, value);
    });
  }
  return sameJson(target, patch) || sameInstant(target, patch);
}

function sameInstant(a: unknown, b: unknown): boolean {
  const dateTime = /^\d{4}-\d{2}-\d{2}T/;
  if (typeof a !== 'string' || typeof b !== 'string') {
    return false;
  }
  return dateTime.test(a) && dateTime.test(b) && Date.parse(a) === Date.parse(b);
}

export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => sameJson(element, b[index]));
  }
  if (!isObject(a) || !isObject(b)) {
    return false;
  }
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  );
}

/** People name their properties as they like, `toString` for one. */
function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
