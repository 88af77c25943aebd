// Copies into dist what tsc does not: files that are served or read as they are. Everything but TypeScript belongs to
// the package, except for files that only specs read.
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
cpSync(source, dist, {
  recursive: true,
  filter: (path) => !/\.ts$|[/\\]testing([/\\]|$)/.test(path),
});
