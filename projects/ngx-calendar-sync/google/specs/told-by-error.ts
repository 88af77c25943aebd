/** All that an error tells whoever logs it: its message, its own properties, and its causes with all of theirs. */
export function everything(told: unknown): string {
  const seen = new Set<unknown>();
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) {
      texts.push(String(value));
      return;
    }
    if (seen.has(value)) {
      return;
    }
    seen.add(value);
    for (const name of Object.getOwnPropertyNames(value)) {
      // A stack repeats the message and names files.
      if (name !== 'stack') {
        texts.push(name);
        visit((value as Record<string, unknown>)[name]);
      }
    }
  };
  visit(told);
  return texts.join('\n');
}
