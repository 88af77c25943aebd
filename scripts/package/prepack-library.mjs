/**
 * npm runs this before it packs or publishes the library. The sources are no package, so it refuses there. In
 * `dist/ngx-calendar-sync` it adds the repository's README, CHANGELOG, LICENSE and docs, and takes itself out of
 * package.json.
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packedMarkdown } from './packed-markdown.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const built = join(root, 'dist/ngx-calendar-sync');

if (process.cwd() !== built) {
  console.error(
    `These are the sources of ngx-calendar-sync; what is published is built from them. In the root of the repository: ` +
      `npm run build && npm pack ./${relative(root, built)}`,
  );
  process.exit(1);
}

const docs = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));
const documents = ['README.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)];
const packed = new Set([...documents, 'LICENSE']);
await mkdir(join(built, 'docs'), { recursive: true });
for (const document of documents) {
  const text = await readFile(join(root, document), 'utf8');
  const isPacked = (path) => packed.has(join(dirname(document), path));
  await writeFile(join(built, document), packedMarkdown(text, isPacked));
}
await cp(join(root, 'LICENSE'), join(built, 'LICENSE'));

const manifest = join(built, 'package.json');
const fields = JSON.parse(await readFile(manifest, 'utf8'));
delete fields.scripts;
await writeFile(manifest, `${JSON.stringify(fields, null, 2)}\n`);
