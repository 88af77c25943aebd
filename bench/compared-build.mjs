import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Build, ROOT } from './built-apps.mjs';

const run = promisify(execFile);
/** What a build of the library needs of its working copy. The bench is that of this one. */
const OF_BASE = [
  'projects/ngx-calendar-sync',
  'tsconfig.json',
  'tsconfig.base.json',
  'package.json',
];
const OF_HERE = ['bench', 'angular.json'];

/**
 * Copies the library of another revision or clone beside this one, so that the same bench can measure both.
 *
 * @param {string} base a revision of git, or the folder of a clone
 */
export async function comparedBuild(base) {
  const folder = join(ROOT, 'dist/bench-base');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if (existsSync(base)) {
    for (const path of OF_BASE) {
      await cp(join(base, path), join(folder, path), { recursive: true });
    }
  } else {
    const archive = join(folder, 'base.tar');
    await run('git', ['archive', `--output=${archive}`, base, ...OF_BASE], { cwd: ROOT });
    await run('tar', ['-xf', archive], { cwd: folder });
  }
  for (const path of OF_HERE) {
    await cp(join(ROOT, path), join(folder, path), { recursive: true });
  }
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return new Build(folder, base);
}
