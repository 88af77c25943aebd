/**
 * npm runs this script before it packs or publishes the library. In the source folder it fails, since what is published has
 * to be built. In `dist/ngx-calendar-sync` it adds the schematics and the repository's README, CHANGELOG, LICENSE and docs, and
 * removes the scripts from package.json.
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchematics } from './build-schematics.mjs';
import { packedMarkdown } from './packed-markdown.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const BUILT_PACKAGE = join(ROOT, 'dist/ngx-calendar-sync');

if (process.cwd() !== BUILT_PACKAGE) {
  console.error(
    `This folder holds the sources of ngx-calendar-sync; the package is built from them. In the root of the repository: ` +
      `npm run build && npm pack ./${relative(ROOT, BUILT_PACKAGE)}`,
  );
  process.exit(1);
}

await buildSchematics();

const docs = (await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md'));
const documents = ['README.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)];
const packed = new Set([...documents, 'LICENSE']);
await mkdir(join(BUILT_PACKAGE, 'docs'), { recursive: true });
for (const document of documents) {
  const text = await readFile(join(ROOT, document), 'utf8');
  const isPacked = (path) => packed.has(join(dirname(document), path));
  await writeFile(join(BUILT_PACKAGE, document), packedMarkdown(text, isPacked));
}
await cp(join(ROOT, 'LICENSE'), join(BUILT_PACKAGE, 'LICENSE'));

const manifest = join(BUILT_PACKAGE, 'package.json');
const fields = JSON.parse(await readFile(manifest, 'utf8'));
delete fields.scripts;
await writeFile(manifest, `${JSON.stringify(fields, null, 2)}\n`);
