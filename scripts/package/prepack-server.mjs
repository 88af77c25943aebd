/** npm runs this script before it packs a package for Node: it adds the repository's CHANGELOG. */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packedMarkdown } from './packed-markdown.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const changelog = await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8');
await writeFile(
  'CHANGELOG.md',
  packedMarkdown(changelog, () => false),
);
