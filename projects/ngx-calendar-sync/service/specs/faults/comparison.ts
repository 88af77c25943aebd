/** What differs from what the provider has. */
export interface Comparison {
  readonly found: string[];
  readonly compare: (what: string, copied: unknown, theirs: unknown) => void;
}

export function comparison(): Comparison {
  const found: string[] = [];
  const compare = (what: string, copied: unknown, theirs: unknown) => {
    const [actual, expected] = [copied, theirs].map((value) => JSON.stringify(value, sortMembers));
    if (actual !== expected) {
      found.push(`${what}: ${actual ?? ''} is not ${expected ?? ''}`);
    }
  };
  return { found, compare };
}

export function byId(a: { readonly id?: string }, b: { readonly id?: string }): number {
  return (a.id ?? '') < (b.id ?? '') ? -1 : 1;
}

function sortMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
