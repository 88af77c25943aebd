/** A JSON merge patch (RFC 7396): what is null goes, objects are merged, all else is replaced. */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** The patch that makes `target` of `source`. */
export function mergePatchBetween(
  source: Readonly<Record<string, unknown>>,
  target: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const patch: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(source), ...Object.keys(target)])) {
    const from = source[name];
    const to = target[name];
    if (sameJson(from, to)) continue;
    if (to === undefined) patch[name] = null;
    else patch[name] = isObject(from) && isObject(to) ? mergePatchBetween(from, to) : to;
  }
  return patch;
}

/** Whether a patch would change nothing; times are compared as instants, since a server may write them otherwise. */
export function alreadyApplied(target: unknown, patch: unknown): boolean {
  if (isObject(patch)) {
    return Object.entries(patch).every(([name, value]) => {
      const now = isObject(target) ? target[name] : undefined;
      return value === null ? now === undefined : alreadyApplied(now, value);
    });
  }
  return sameJson(target, patch) || sameInstant(target, patch);
}

function sameInstant(a: unknown, b: unknown): boolean {
  const dateTime = /^\d{4}-\d{2}-\d{2}T/;
  if (typeof a !== 'string' || typeof b !== 'string') return false;
  return dateTime.test(a) && dateTime.test(b) && Date.parse(a) === Date.parse(b);
}

export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => sameJson(element, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => sameJson(a[name], b[name]))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
