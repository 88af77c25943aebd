/**
 * `npm run release`: checks that the packages can be published, and shows what npm would send (`npm publish --dry-run`).
 * `npm run release -- --publish` publishes them: that is for the workflow "Release", which a tag such as v0.2.0 starts.
 *
 * The three packages have one version. A version with a hyphen, such as 0.2.0-rc.1, is published under the tag `next`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where each package has its version, and the folder that is published. */
const PACKAGES = [
  { source: 'projects/google-emulator', published: 'projects/google-emulator' },
  { source: 'projects/token-server', published: 'projects/token-server' },
  // Last, since `ng add` installs the emulator.
  { source: 'projects/ngx-calendar-sync', published: 'dist/ngx-calendar-sync' },
];
const isPublishing = process.argv.includes('--publish');

const problems = problemsOf(versions());
if (problems.length > 0) {
  problems.forEach((problem) => console.error(problem));
  process.exit(1);
}
run('npx', 'ng', 'build', 'ngx-calendar-sync');
const [version] = versions();
for (const { published } of PACKAGES) {
  run(
    'npm',
    'publish',
    `./${published}`,
    '--access=public',
    `--tag=${version.includes('-') ? 'next' : 'latest'}`,
    isPublishing ? '--provenance' : '--dry-run',
  );
}

function versions() {
  return PACKAGES.map(({ source }) => {
    const manifest = readFileSync(join(ROOT, source, 'package.json'), 'utf8');
    return JSON.parse(manifest).version;
  });
}

function problemsOf([version, ...others]) {
  const found = [];
  if (others.some((other) => other !== version)) {
    found.push(`The packages have different versions: ${[version, ...others].join(', ')}.`);
  }
  if (isPublishing) {
    const changelog = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');
    if (!changelog.includes(`\n## ${version} `) && !changelog.includes(`\n## [${version}]`)) {
      found.push(`CHANGELOG.md has no section "## ${version} - <date>".`);
    }
    if (read('git', 'status', '--porcelain') !== '') {
      found.push('There are changes that are not committed.');
    }
    if (!read('git', 'tag', '--points-at', 'HEAD').split('\n').includes(`v${version}`)) {
      found.push(`The commit has no tag v${version}.`);
    }
  }
  return found;
}

function read(command, ...args) {
  return execFileSync(command, args, { cwd: ROOT, encoding: 'utf8' }).trim();
}

function run(command, ...args) {
  console.log(`\n$ ${command} ${args.join(' ')}`);
  execFileSync(command, args, { cwd: ROOT, stdio: 'inherit' });
}
