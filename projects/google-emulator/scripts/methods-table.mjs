/** Writes the table of supported methods and parameters into the README. Needs `tsx`. */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { withMethodsTable } from '../src/testing/methods-table.ts';

const readme = new URL('../README.md', import.meta.url);
const text = withMethodsTable(await readFile(readme, 'utf8'));
await writeFile(
  readme,
  await format(text, { ...(await resolveConfig(readme)), parser: 'markdown' }),
);
