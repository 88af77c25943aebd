import { readFile } from 'node:fs/promises';

/** The URLs of a module and of all that it loads at run time; packages by their names. */
async function loadedModules(url: URL, seen = new Set<string>()): Promise<Set<string>> {
  if (seen.has(url.href)) {
    return seen;
  }
  seen.add(url.href);
  const source = await readFile(url, 'utf8');
  const imports = source.matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from '([^']+)';/gm);
  for (const [, specifier = ''] of imports) {
    if (specifier.startsWith('.')) {
      await loadedModules(new URL(specifier, url), seen);
    } else {
      seen.add(specifier);
    }
  }
  return seen;
}

describe('entries:', () => {
  it('index.ts loads no module of Node, so that the handler runs on edge platforms', async () => {
    const all = [...(await loadedModules(new URL('./index.ts', import.meta.url)))];
    expect(all.filter((each) => each.endsWith('/sealer.ts')).length).toBe(1);
    expect(all.filter((each) => each.startsWith('node:') || each.includes('node-server'))).toEqual(
      [],
    );
  });

  it('node.ts loads modules of Node, so that the check above is known to find them', async () => {
    const all = await loadedModules(new URL('./node.ts', import.meta.url));
    expect(all).toContain('node:http');
  });
});
