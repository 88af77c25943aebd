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

/**
 * {@link onceForEach} for lists, of which few elements change from one list to the next: what begins as the list before is
 * only copied.
 */
export function onceForEachOf<T extends object, R>(
  work: (of: T) => R,
): (list: readonly T[]) => readonly R[] {
  const once = onceForEach(work);
  let before: readonly T[] = [];
  let results: readonly R[] = [];
  return (list) => {
    let same = 0;
    while (same < list.length && list[same] === before[same]) {
      same += 1;
    }
    results = [...results.slice(0, same), ...list.slice(same).map(once)];
    before = list;
    return results;
  };
}
