/** Deeper than anything that a calendar service knows of an event. */
const MAX_DEPTH = 6;

/**
 * What an app has given to a command, as it is now: the app may change it before the code of the command is there, as a form
 * that is emptied once it is sent. Objects of a class stay the same objects, since a copy would lose what they can do.
 */
export function asGiven<V>(value: V, depth = 0): V {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((element: unknown) => asGiven(element, depth + 1)) as V;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null
    ? (Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, asGiven<unknown>(each, depth + 1)]),
      ) as V)
    : value;
}
