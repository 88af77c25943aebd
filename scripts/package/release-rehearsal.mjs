import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const SOURCES = [
  'projects/google-ics',
  'projects/google-emulator',
  'projects/graph-emulator',
  'projects/token-server',
  'projects/ngx-calendar-sync',
];
const VERSION = '1.2.3';
const LOG = 'published.txt';
/** In place of the real programs, so that nothing is sent. */
const PROGRAMS = {
  git: `[ "$1" != tag ] || echo v${VERSION}`,
  npm: `case "$1" in
  view) grep -qxF "$2" on-registry.txt && echo ${VERSION} || { echo 'npm error code E404' >&2; exit 1; } ;;
  publish) echo "$2" >> ${LOG} ;;
esac`,
  npx: 'exit 0',
};

/**
 * Runs `npm run release -- --publish` in a new folder with packages of the same places.
 *
 * @param {string} folder
 * @param {readonly string[]} onRegistry the sources of the packages that the registry has already
 * @returns {Promise<string[]>} the folders that it publishes, in its order
 */
export async function foldersOfRelease(folder, onRegistry) {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  for (const [name, script] of Object.entries(PROGRAMS)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  for (const source of SOURCES) {
    await mkdir(join(folder, source), { recursive: true });
    const manifest = { name: nameOf(source), version: VERSION };
    await writeFile(join(folder, source, 'package.json'), JSON.stringify(manifest));
  }
  await writeFile(join(folder, 'CHANGELOG.md'), `# Changelog\n\n## ${VERSION} - 2026-01-01\n`);
  const lines = onRegistry.map((source) => `${nameOf(source)}@${VERSION}\n`);
  await writeFile(join(folder, 'on-registry.txt'), lines.join(''));
  await writeFile(join(folder, LOG), '');
  await cp(join(ROOT, 'scripts/release.mjs'), join(folder, 'scripts/release.mjs'));
  await promisify(execFile)(process.execPath, ['scripts/release.mjs', '--publish'], {
    cwd: folder,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  return (await readFile(join(folder, LOG), 'utf8')).split('\n').filter((line) => line !== '');
}

function nameOf(source) {
  return source.replace('projects/', '');
}
