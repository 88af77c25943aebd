/**
 * `npm run test:publish`: what `npm publish` would send of each package. publint and attw have nothing to say against it,
 * it holds README, LICENSE and CHANGELOG and nothing that does not belong, and `THIRD-PARTY-LICENSES.md` names the licence
 * of each package that is installed with it. `npm run test:publish -- --accept` writes that list anew. The library is that
 * of dist/ (`ng build ngx-calendar-sync`). A release that has failed half-way can be run again.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { Checks } from '../checks.mjs';
import { ALLOWED_LICENSES, licenseList } from './licenses.mjs';
import { foldersOfRelease } from './release-rehearsal.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const LICENSE_LIST = join(ROOT, 'THIRD-PARTY-LICENSES.md');
const DOCUMENTS = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json'];
/** What may be in each package besides the documents. */
const PACKAGES = {
  'dist/ngx-calendar-sync': [
    /^fesm2022\/[\w.-]+\.mjs(\.map)?$/,
    /^types\/[\w.-]+\.d\.ts$/,
    /^docs\/[\w-]+\.md$/,
    /^outlook-redirect\/outlook-redirect\.(html|js)$/,
    /^schematics\/([\w-]+\/)*[\w-]+\.(js|json)$/,
    /^schematics\/ng-add\/files\/([\w-]+\/)*[\w.-]+\.template$/,
  ],
  'projects/google-ics': [/^dist\/([\w-]+\/)*[\w.-]+\.(js|d\.ts)$/],
  'projects/google-emulator': [
    /^bin\/google-calendar-emulator\.mjs$/,
    /^dist\/([\w-]+\/)*[\w.-]+\.(js|d\.ts|json|css)$/,
  ],
  'projects/graph-emulator': [
    /^bin\/graph-calendar-emulator\.mjs$/,
    /^dist\/([\w-]+\/)*[\w.-]+\.(js|d\.ts|css|csdl)$/,
  ],
  'projects/token-server': [
    /^bin\/google-calendar-token-server\.mjs$/,
    /^dist\/([\w-]+\/)*[\w.-]+\.(js|d\.ts)$/,
  ],
};
/** Modules for bundlers and for Node's `import`: nothing here is for `require` or for TypeScript's oldest resolution. */
const IGNORED_RESOLUTIONS = ['node10', 'node16-cjs'];

const execute = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-publish-'));
const checks = new Checks();

for (const [source, patterns] of Object.entries(PACKAGES)) {
  const { name, files, tarball } = await packed(join(ROOT, source));
  await checks.check(`${name} holds ${DOCUMENTS.join(', ')}`, () =>
    expectNone(DOCUMENTS.filter((document) => !files.includes(document))),
  );
  await checks.check(`${name} holds only what belongs to it`, () =>
    expectNone(
      files.filter(
        (file) => !DOCUMENTS.includes(file) && !patterns.some((pattern) => pattern.test(file)),
      ),
    ),
  );
  await checks.check(`${name} is clean for publint`, async () => {
    const { messages, pkg } = await publint({ pack: { tarball: tarball.buffer }, strict: true });
    expectNone(messages.map((message) => formatMessage(message, pkg)));
  });
  await checks.check(`${name} is clean for attw`, async () => {
    const { problems = [] } = await checkPackage(createPackageFromTarballData(tarball));
    const concerning = problems.filter(
      ({ resolutionKind, resolutionOption }) =>
        !IGNORED_RESOLUTIONS.includes(resolutionKind ?? resolutionOption),
    );
    expectNone(concerning.map((problem) => JSON.stringify({ ...problem, trace: undefined })));
  });
}
await checks.check(
  'the licences of what is installed with the packages are listed, and allowed',
  async () => {
    const { text, refused } = await licenseList(ROOT, [
      'projects/ngx-calendar-sync',
      'projects/google-ics',
      'projects/google-emulator',
      'projects/graph-emulator',
      'projects/token-server',
    ]);
    expectNone(refused.map((line) => `${line} is none of ${ALLOWED_LICENSES.join(', ')}`));
    if (process.argv.includes('--accept')) {
      await writeFile(LICENSE_LIST, text);
    }
    const listed = await readFile(LICENSE_LIST, 'utf8').catch(() => '');
    if (listed !== text) {
      throw new Error('THIRD-PARTY-LICENSES.md is old. Run: npm run test:publish -- --accept');
    }
  },
);
await checks.check(
  'a release that is run again publishes what the registry does not have yet',
  async () => {
    const all = [
      './projects/google-ics',
      './projects/google-emulator',
      './projects/graph-emulator',
      './projects/token-server',
      './dist/ngx-calendar-sync',
    ];
    const first = await foldersOfRelease(join(folder, 'release'), []);
    const again = await foldersOfRelease(join(folder, 'release-again'), ['projects/google-ics']);
    if (String(first) !== String(all) || String(again) !== String(all.slice(1))) {
      throw new Error(`The release has published [${first}], and run again [${again}].`);
    }
  },
);

await rm(folder, { recursive: true });
checks.report();
console.log(`${checks.passed} passed, ${checks.failures.length} failed`);

/** `npm publish` packs in the same way. Some packages print what their build prints before npm's JSON. */
async function packed(cwd) {
  const { stdout } = await execute('npm', ['pack', '--json', `--pack-destination=${folder}`], {
    cwd,
  });
  const [{ name, filename, files }] = JSON.parse(stdout.slice(stdout.search(/^\[/m)));
  return {
    name,
    files: files.map(({ path }) => path),
    tarball: new Uint8Array(await readFile(join(folder, filename))),
  };
}

function expectNone(lines) {
  if (lines.length > 0) {
    throw new Error(lines.join('\n'));
  }
}
