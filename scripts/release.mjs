/**
 * `npm run release`: checks that the packages can be published, and shows what npm would send (`npm publish --dry-run`).
 * `npm run release -- --publish` publishes them: that is for the workflow "Release", which a tag such as v0.2.0 starts.
 *
 * The packages have one version. A version with a hyphen, such as 0.2.0-rc.1, is published under the tag `next`.
 * What the registry has already is left out, so that a release that has failed half-way can be run again. The first version
 * of a package is published by hand: .github/workflows/release.yml says how.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Where each package has its version, and the folder that is published. */
const PACKAGES = [
  // First, since the others depend on it.
  { source: 'projects/google-ics', published: 'projects/google-ics' },
  { source: 'projects/google-emulator', published: 'projects/google-emulator' },
  // Behind the one whose general parts it uses.
  { source: 'projects/graph-emulator', published: 'projects/graph-emulator' },
  { source: 'projects/token-server', published: 'projects/token-server' },
  // Last, since `ng add` installs the emulator.
  { source: 'projects/ngx-calendar-sync', published: 'dist/ngx-calendar-sync' },
];
const isPublishing = process.argv.includes('--publish');

const manifests = PACKAGES.map(({ source }) =>
  JSON.parse(readFileSync(join(ROOT, source, 'package.json'), 'utf8')),
);
const problems = problemsOf(manifests);
if (problems.length > 0) {
  problems.forEach((problem) => console.error(problem));
  process.exit(1);
}
run('npm', 'run', 'build', '--workspace=google-calendar-ics');
run('npx', 'ng', 'build', 'ngx-calendar-sync');
for (const [index, { published }] of PACKAGES.entries()) {
  const { name, version } = manifests[index];
  if (isPublishing && isOnRegistry(name, version)) {
    console.log(`\n${name}@${version} is published already.`);
    continue;
  }
  run(
    'npm',
    'publish',
    `./${published}`,
    '--access=public',
    `--tag=${version.includes('-') ? 'next' : 'latest'}`,
    isPublishing ? '--provenance' : '--dry-run',
  );
}

function problemsOf(packages) {
  const [{ version }] = packages;
  const versions = packages.map((each) => each.version);
  const found = [];
  if (versions.some((other) => other !== version)) {
    found.push(`The packages have different versions: ${versions.join(', ')}.`);
  }
  for (const { name, ...manifest } of packages) {
    const kinds = ['dependencies', 'peerDependencies', 'optionalDependencies', 'devDependencies'];
    const needed = kinds.flatMap((kind) => Object.entries(manifest[kind] ?? {}));
    for (const [other, wanted] of needed) {
      if (packages.some((each) => each.name === other) && wanted !== version) {
        found.push(`${name} needs ${other}@${wanted}, and not ${version}, which is released.`);
      }
    }
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

function isOnRegistry(name, version) {
  try {
    // For a version that does not exist npm prints nothing or fails with E404: that depends on npm's own version.
    return read('npm', 'view', `${name}@${version}`, 'version') === version;
  } catch (error) {
    if (error.stderr?.includes('E404')) {
      return false;
    }
    throw error;
  }
}

function read(command, ...args) {
  return execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function run(command, ...args) {
  console.log(`\n$ ${command} ${args.join(' ')}`);
  execFileSync(command, args, { cwd: ROOT, stdio: 'inherit' });
}
