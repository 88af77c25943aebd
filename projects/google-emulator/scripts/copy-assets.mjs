// What tsc leaves behind: files that are served or read as they are. Whatever is not TypeScript belongs to the package,
// but for what only the specs read.
import { cpSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../src/', import.meta.url));
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
cpSync(source, dist, {
  recursive: true,
  filter: (path) => !/\.ts$|[/\\](fixtures|testing|conformance)([/\\]|$)/.test(path),
});
