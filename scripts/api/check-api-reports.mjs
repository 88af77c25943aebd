/**
 * Holds that the public API of each entry is that of its report in `api/`, so that no change of it goes unseen.
 * `npm run api:accept` writes the reports anew.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiReports } from './api-report.mjs';
import { publishedPackages, ROOT } from './packages.mjs';

const FOLDER = join(ROOT, 'api');
const accept = process.argv.includes('--accept');
const fileOf = (entry) => `${entry.replaceAll('/', '.')}.api.txt`;
const reports = Object.fromEntries(
  publishedPackages()
    .flatMap((described) => Object.entries(apiReports(described)))
    .map(([entry, text]) => [fileOf(entry), `// What ${entry} exports.\n\n${text}`]),
);

await mkdir(FOLDER, { recursive: true });
const accepted = await readdir(FOLDER);
const changed = [];
for (const file of new Set([...accepted, ...Object.keys(reports)])) {
  const before = accepted.includes(file) ? await readFile(join(FOLDER, file), 'utf8') : undefined;
  if (before !== reports[file]) {
    changed.push(file);
    if (accept && reports[file] !== undefined) {
      await writeFile(join(FOLDER, file), reports[file]);
    } else if (accept) {
      await rm(join(FOLDER, file));
    } else {
      console.error(
        `api/${file} is not the public API of today:\n${difference(before, reports[file])}`,
      );
    }
  }
}
console.log(
  accept
    ? `${changed.length} reports written`
    : `${changed.length} of ${Object.keys(reports).length} API reports have changed`,
);
if (!accept && changed.length > 0) {
  console.error('If that is meant, run: npm run api:accept, and tell users in CHANGELOG.md.');
  process.exitCode = 1;
}

/** The lines that only one of both has. */
function difference(before = '', after = '') {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ].join('\n');
}
