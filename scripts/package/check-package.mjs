/** `node scripts/package/check-package.mjs`: packs the library of dist/ as for publishing, and checks the tarball. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Checks } from '../checks.mjs';
import { linkedFiles } from './packed-markdown.mjs';
import { filesOfWorker } from './worker-code.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const execute = promisify(execFile);
const require = createRequire(import.meta.url);
const folder = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-package-'));
/** What is loaded while the app starts, and words that its code alone holds. */
const BEHIND_THE_SERVICE = {
  'the sign-in': 'function nextSignIn(',
  'the requests to Google': 'class GoogleCalendarApi',
  'the session of an account': 'class CalendarSession',
};
/** What only some apps need, and words that its code alone holds. */
const LOADED_LATER = {
  "the code of auth: 'client'": 'initTokenClient(',
  "the code of auth: 'server'": 'initCodeClient(',
  "the code of auth: 'redirect'": "'returnTo'",
  'the code that talks to a token server': "'X-Requested-With'",
  "the code that loads Google's scripts": 'createPolicy(',
  'the code for gapi': "load('client'",
  'the local copy': 'class LocalCopy',
};
const checks = new Checks();

await checks.check(
  'npm pack in the source folder is refused, and the message says what to do',
  async () => {
    const refusal = await pack(join(ROOT, 'projects/ngx-calendar-sync')).then(
      () => 'it was packed',
      (error) => error.stderr,
    );
    expect(refusal.includes('npm run build && npm pack ./dist/ngx-calendar-sync'), refusal);
  },
);

await checks.check('the package is packed', async () => {
  const [{ filename }] = JSON.parse(await pack(join(ROOT, 'dist/ngx-calendar-sync')));
  await execute('tar', ['-xzf', join(folder, filename), '-C', folder]);
});
const packageFolder = join(folder, 'package');
const files = await filesOf();

await checks.check('its README.md is the README.md of the repository', async () => {
  const readme = await readFile(join(packageFolder, 'README.md'), 'utf8');
  expect(readme.includes('## Use it') && readme.includes('## Figures'), readme.slice(0, 600));
});
for (const file of ['LICENSE', 'CHANGELOG.md', 'docs/signing-in.md', 'docs/local-copy.md']) {
  await checks.check(`it holds ${file}`, () => expect(files.includes(file), files.join('\n')));
}
await checks.check('it holds no TypeScript sources', () => {
  const sources = files.filter((file) => /\.ts$/.test(file) && !file.endsWith('.d.ts'));
  expect(sources.length === 0, sources.join('\n'));
});
await checks.check('its package.json has no scripts', async () => {
  const manifest = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  expect(manifest.scripts === undefined, JSON.stringify(manifest.scripts));
});
for (const document of files.filter((file) => file.endsWith('.md'))) {
  await checks.check(`the links of its ${document} lead to files that it holds`, async () => {
    const targets = linkedFiles(await readFile(join(packageFolder, document), 'utf8'));
    const dead = targets.filter((target) => !files.includes(join(dirname(document), target)));
    expect(dead.length === 0, dead.join('\n'));
  });
}

await checks.check('what ng add and ng update run is in it, and can be loaded', async () => {
  const manifest = require(join(packageFolder, 'package.json'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const collection of [manifest.schematics, manifest['ng-update'].migrations]) {
    const { schematics } = require(join(packageFolder, collection));
    for (const { factory, schema } of Object.values(schematics)) {
      const code = join(packageFolder, dirname(collection), factory);
      expect(typeof require(code).default === 'function', `${factory} has no default export`);
      const options = schema && join(dirname(collection), schema);
      expect(!options || files.includes(options), `${options} is not in the package`);
    }
  }
});

await expectNowhere(BEHIND_THE_SERVICE, 'what an app loads at its start', ['google']);
await expectNowhere(LOADED_LATER, 'what every app loads', ['google', 'google/runtime']);

await checks.check('the worker of the local copy has no Angular in it', async () => {
  const angular = (await filesOfWorker()).filter((file) => file.includes('@angular/'));
  expect(angular.length === 0, angular.join('\n'));
});

await rm(folder, { recursive: true });
checks.report();

function expect(condition, message) {
  if (!condition) {
    throw new Error(message);
  }
}

/** None of these parts is in the files that the static imports of the entries lead to. */
async function expectNowhere(parts, where, entries) {
  const files = await filesOfEntries(entries);
  for (const [part, words] of Object.entries(parts)) {
    await checks.check(`${part} is not in ${where}`, async () => {
      const holders = await filesWith(words);
      expect(holders.length > 0, `no file holds ${words}`);
      const wrong = holders.filter((file) => files.has(file));
      expect(wrong.length === 0, `${wrong.join(', ')} hold ${words}`);
    });
  }
}

async function pack(cwd) {
  const { stdout } = await execute('npm', ['pack', '--json', `--pack-destination=${folder}`], {
    cwd,
  });
  return stdout;
}

async function filesOf() {
  const { stdout } = await execute('find', ['.', '-type', 'f'], { cwd: packageFolder });
  return stdout
    .trim()
    .split('\n')
    .map((file) => file.replace(/^\.\//, ''));
}

/** The files that the static imports of these entries lead to, also in other entries of the package. */
async function filesOfEntries(entries) {
  const fileOf = (entry) => `ngx-calendar-sync-${entry.replaceAll('/', '-')}.mjs`;
  const found = new Set(entries.map(fileOf));
  for (const file of found) {
    const text = await readFile(join(packageFolder, 'fesm2022', file), 'utf8');
    for (const [, from] of text.matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gm)) {
      const entry = /^ngx-calendar-sync\/(.+)$/.exec(from)?.[1];
      if (from.startsWith('./')) {
        found.add(from.slice(2));
      } else if (entry) {
        found.add(fileOf(entry));
      }
    }
  }
  return found;
}

/** The code files of the package that hold these words. */
async function filesWith(words) {
  const names = (await readdir(join(packageFolder, 'fesm2022'))).filter((name) =>
    name.endsWith('.mjs'),
  );
  const texts = await Promise.all(
    names.map((name) => readFile(join(packageFolder, 'fesm2022', name), 'utf8')),
  );
  return names.filter((_name, index) => texts[index].includes(words));
}
