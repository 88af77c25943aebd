/** Whether two pieces of plain data say the same, in whatever order. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  const [ofA, ofB] = [entriesOf(a), entriesOf(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    ofA.size === ofB.size &&
    [...ofA].every(([name, value]) => ofB.has(name) && sameValue(value, ofB.get(name)))
  );
}

function entriesOf(value: object): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(value).filter(([, each]) => each !== undefined));
}
