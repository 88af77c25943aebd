/** All texts that a log of an error may contain: its message, its other properties, and those of its causes. */
export function everything(error: unknown): string {
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
      // A stack contains only the message again, and names of files.
      if (name !== 'stack') {
        texts.push(name);
        visit((value as Record<string, unknown>)[name]);
      }
    }
  };
  visit(error);
  return texts.join('\n');
}
