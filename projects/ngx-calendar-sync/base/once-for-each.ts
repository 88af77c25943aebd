/**
 * Works something out once for each object, and remembers it as long as the object lives. Whenever one of a thousand writes
 * changes, the other ones need not be worked out again.
 */
export function onceForEach<T extends object, R>(work: (of: T) => R): (of: T) => R {
  const known = new WeakMap<T, { readonly result: R }>();
  return (of) => {
    const before = known.get(of);
    if (before) {
      return before.result;
    }
    const result = work(of);
    known.set(of, { result });
    return result;
  };
}
