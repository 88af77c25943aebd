/**
 * Packs the packages for Node that are published, unpacks each in an empty folder outside of the repository, imports it there,
 * and starts its command if it has one. So a file or dependency that is missing in a tarball fails here and not for its
 * users. It needs no network: the declared dependencies of a package, and no others, are linked from the workspace.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const REPOSITORY = 'git+https://github.com/ngx-calendar-sync/ngx-calendar-sync.git';
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** How each package that has a command is started, and the paths that it must then answer with 200. */
const PACKAGES = [
  { folder: 'projects/google-ics' },
  {
    folder: 'projects/google-emulator',
    args: ['--port=0'],
    answers: ['/gsi/client', '/gsi/relay.js', '/js/api.js', '/oauth2/v3/certs'],
  },
  {
    folder: 'projects/graph-emulator',
    args: ['--port=0'],
    answers: ['/_emulator/clock', '/common/v2.0/.well-known/openid-configuration'],
  },
  {
    folder: 'projects/token-server',
    env: {
      GOOGLE_CLIENT_ID: 'client',
      GOOGLE_CLIENT_SECRET: 'secret',
      ALLOWED_ORIGINS: 'http://localhost:4200',
      SESSION_SECRETS: 'a session secret of thirty-two characters or more',
      PORT: '0',
    },
    answers: ['/health'],
  },
];

const asked = process.argv.slice(2);
for (const described of PACKAGES.filter(({ folder }) =>
  asked.every((word) => folder.includes(word)),
)) {
  const home = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-package-'));
  try {
    const { manifest, installed } = install(described.folder, home);
    assertComplete(manifest, installed);
    importAll(manifest, home);
    if (manifest.bin) {
      await startAndAsk(described, manifest, installed, home);
    }
    console.log(`${manifest.name}: packed, installed and ${manifest.bin ? 'started' : 'imported'}`);
  } finally {
    await rm(home, { recursive: true });
  }
}

/** Packs and unpacks the package. The dist/ of an earlier build is removed first, so that it cannot hide a missing build step. */
function install(folder, home) {
  const source = join(ROOT, folder);
  rmSync(join(source, 'dist'), { recursive: true, force: true });
  execFileSync('npm', ['pack', '--silent', '--pack-destination', home], {
    cwd: source,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tarball = readdirSync(home).find((name) => name.endsWith('.tgz'));
  assert(tarball, `${folder}: npm pack wrote no tarball`);
  const manifest = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'));
  const modules = join(home, 'node_modules');
  const installed = join(modules, manifest.name);
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(home, tarball), '-C', installed, '--strip-components=1']);
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const found = [source, ROOT]
      .map((place) => join(place, 'node_modules', name))
      .find((place) => existsSync(place));
    assert(found, `${name}, which ${manifest.name} depends on, is not installed here`);
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(found, join(modules, name), 'junction');
  }
  return { manifest, installed };
}

/** Asserts that the files which package.json and README.md refer to are in the tarball. */
function assertComplete(manifest, installed) {
  const { name } = manifest;
  const referredFiles = [
    'README.md',
    'LICENSE',
    ...Object.values(manifest.bin ?? {}),
    ...Object.values(manifest.exports ?? {}).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    ),
  ];
  for (const file of referredFiles) {
    assert(existsSync(join(installed, file)), `${name}: ${file} is not in the tarball`);
  }
  const readme = readFileSync(join(installed, 'README.md'), 'utf8');
  for (const [, target] of readme.matchAll(/\]\(([^)\s]+)\)/g)) {
    const isOutside = /^([a-z]+:|#)/i.test(target);
    const file = posix.normalize(target.replace(/#.*$/, ''));
    assert(
      isOutside || existsSync(join(installed, file)),
      `${name}: README.md links to ${target}, which is not in the tarball`,
    );
  }
  assert.equal(manifest.repository?.url, REPOSITORY, `${name}: repository`);
}

/** Imports every entry of `exports`, which fails if a dependency is not declared. */
function importAll(manifest, home) {
  const entries = Object.entries(manifest.exports ?? {}).filter(
    ([, target]) => typeof target !== 'string',
  );
  const imports = entries.map(
    ([path]) => `await import(${JSON.stringify(posix.join(manifest.name, path))});`,
  );
  execFileSync(process.execPath, ['--input-type=module', '--eval', imports.join('\n')], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Starts the package's command and requests the paths that it must answer. */
async function startAndAsk({ args = [], env = {}, answers }, manifest, installed, home) {
  const [bin] = Object.values(manifest.bin);
  const child = spawn(process.execPath, [join(installed, bin), ...args], {
    cwd: home,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  try {
    const url = await new Promise((resolve, reject) => {
      void exited.then(([code]) => reject(new Error(`${manifest.name} ended with code ${code}`)));
      createInterface(child.stdout).on('line', (line) => {
        const listening = /listening on (\S+)/.exec(line)?.[1];
        if (listening) {
          resolve(listening);
        }
      });
    });
    for (const path of answers) {
      const { status } = await fetch(url + path);
      assert.equal(status, 200, `${manifest.name}: ${path} answers ${status}`);
    }
  } finally {
    child.kill();
    await exited;
  }
}
