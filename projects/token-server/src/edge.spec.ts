import { readFile } from 'node:fs/promises';

/** Everything that a module loads at run time, itself included; packages by their names. */
async function reachable(url: URL, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(url.href)) {
    return seen;
  }
  seen.add(url.href);
  const source = await readFile(url, 'utf8');
  const imports = source.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from '([^']+)';/gm);
  for (const [, specifier = ''] of imports) {
    if (specifier.startsWith('.')) {
      await reachable(new URL(specifier, url), seen);
    } else {
      seen.add(specifier);
    }
  }
  return seen;
}

describe('The handler', () => {
  it('needs nothing of Node', async () => {
    const all = [...(await reachable(new URL('./index.ts', import.meta.url)))];
    expect(all.filter((each) => each.endsWith('/sealer.ts')).length).toBe(1);
    expect(all.filter((each) => each.startsWith('node:') || each.includes('node-server'))).toEqual(
      [],
    );
  });

  it('is all that the Node entry adds to', async () => {
    const all = await reachable(new URL('./node.ts', import.meta.url));
    expect(all).toContain('node:http');
  });
});
