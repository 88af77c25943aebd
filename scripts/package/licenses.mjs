import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** CONTRIBUTING.md says what a dependency may have. */
export const ALLOWED_LICENSES = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
];
/** Others that are accepted, by package. All are installed with the emulator alone, which no app ships. */
const ACCEPTED = {
  // Permissive, like MIT.
  argparse: 'PSF-2.0',
  prepin: 'Unlicense',
  // The code is ISC. The README of the emulator tells what the dates ask for.
  'date-holidays': '(ISC AND CC-BY-3.0)',
};
const NOTE =
  'What the holidays of the emulator are under is told in [its README](projects/google-emulator/README.md#licence).';

/**
 * The packages that npm installs with these ones, with their licences. What is installed with a peer is the app's own.
 *
 * @param {string} root the folder of the workspace
 * @param {readonly string[]} folders
 * @returns {Promise<{text: string, refused: string[]}>} the list as Markdown, and what is in it and not allowed
 */
export async function licenseList(root, folders) {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const lines = [];
  const refused = [];
  for (const folder of folders) {
    const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
    lines.push(`## ${manifest.name}`, '', '| package | version | licence |', '| --- | --- | --- |');
    for (const [path, { version, license }] of installedWith(lock.packages, folder, manifest)) {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      lines.push(`| ${name} | ${version} | ${license} |`);
      if (!ALLOWED_LICENSES.includes(license) && ACCEPTED[name] !== license) {
        refused.push(`${name}: ${license}`);
      }
    }
    lines.push('');
  }
  const title = '# Licences of the packages that are installed with those of this repository';
  return { text: `${title}\n\n${NOTE}\n\n${lines.join('\n')}`, refused };
}

/** By their places in the lock file, sorted. */
function installedWith(packages, folder, { dependencies = {} }) {
  const found = new Map();
  const visit = (name, from) => {
    const path = placesAbove(from)
      .map((place) => join(place, 'node_modules', name))
      .find((candidate) => packages[candidate]);
    if (path && !found.has(path)) {
      found.set(path, packages[path]);
      Object.keys(packages[path].dependencies ?? {}).forEach((next) => visit(next, path));
    }
  };
  Object.keys(dependencies).forEach((name) => visit(name, folder));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Where Node looks for the packages of a folder: in it, and in each folder above. */
function placesAbove(folder) {
  const parts = folder.split('/');
  return [...parts.map((_part, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
