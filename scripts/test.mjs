/**
 * Runs all checks and tests, and ends with one line: `N passed, N failed`. A check such as lint counts as one.
 * What failed is named once more above that line. `npm test -- lint e2e` runs those steps alone.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PATH_WITH_BIN = join(ROOT, 'node_modules/.bin') + delimiter + process.env.PATH;
const JASMINE_REPORTER = `--reporter=${join(ROOT, 'scripts/jasmine-results.mjs')}`;
const NG_TEST_ARGS = ['test', '--no-watch', '--no-progress'];
/** So many steps run side by side, since most of them keep one core busy at most. */
const PARALLEL_STEPS = 2;

/** It removes and builds the .ics reader, on which the others rely: whatever imports it comes afterwards. */
const INSTALLED = 'packages as they are installed';
const LIBRARY = 'build of the library';
const DEMO = 'build of the demo on it';

/** The time zones of karma.conf.js. */
const SPEC_BROWSERS = 'Apia,LosAngeles,UTC,Kolkata,Havana,LordHowe';

/**
 * A step is its name, its command, the steps that must have ended before it, and what its environment has in addition. It begins as soon as there is room, the
 * first ones first: so those stand first on which others wait, and then the longest, so that no core is idle in the end.
 */
const STEPS = [
  [INSTALLED, 'node', ['scripts/packages.mjs'], []],
  ['format', 'prettier', ['--check', '--log-level=warn', '.'], []],
  ['texts of the demo', 'node', ['scripts/check-texts.mjs'], []],
  ['wire types', 'node', ['scripts/generate-wire-types.mjs', '--check'], []],
  ['wire types of Graph', 'node', ['scripts/generate-graph-types.mjs', '--check'], []],
  ['time zones of Windows', 'node', ['scripts/generate-windows-zones.mjs', '--check'], []],
  [LIBRARY, 'ng', ['build', 'ngx-calendar-sync'], [INSTALLED]],
  [DEMO, 'ng', ['build', 'demo', '--configuration=dist', '--no-progress'], [LIBRARY]],
  ['e2e', 'playwright', ['test', '--config=e2e/playwright.config.ts'], [DEMO]],
  [
    'library specs',
    'ng',
    [...NG_TEST_ARGS, 'ngx-calendar-sync', `--browsers=${SPEC_BROWSERS}`],
    [INSTALLED],
  ],
  // All of it takes longer than everything else together.
  ['fault matrix', 'npm', ['run', 'test:faults'], [INSTALLED], { FAULT_MATRIX_SHARE: '3' }],
  ['random histories', 'npm', ['run', 'test:histories'], [INSTALLED]],
  ['lint', 'eslint', ['.', '--max-warnings=0'], [INSTALLED]],
  [
    'token server specs',
    'npm',
    ['test', '--workspace=google-calendar-token-server', '--', JASMINE_REPORTER],
    [INSTALLED],
  ],
  ['documentation site', 'node', ['docs-site/check-site.mjs'], [INSTALLED]],
  ['package of the library', 'node', ['scripts/package/check-package.mjs'], [LIBRARY]],
  [
    'packages as they are published',
    'node',
    ['scripts/package/check-publish.mjs'],
    ['package of the library'],
  ],
  [
    'emulator specs',
    'npm',
    ['test', '--workspace=google-calendar-emulator', '--', JASMINE_REPORTER],
    [INSTALLED],
  ],
  [
    'Graph emulator and MSAL',
    'npm',
    ['run', 'test:identity', '--workspace=graph-calendar-emulator', '--', JASMINE_REPORTER],
    [INSTALLED],
  ],
  [
    'Graph emulator and Microsoft’s Graph client',
    'npm',
    ['run', 'test:conformance', '--workspace=graph-calendar-emulator', '--', JASMINE_REPORTER],
    [INSTALLED],
  ],
  [
    'Graph emulator specs',
    'npm',
    ['test', '--workspace=graph-calendar-emulator', '--', JASMINE_REPORTER],
    [INSTALLED],
  ],
  ['samples of the documentation', 'node', ['scripts/samples/samples.mjs'], [LIBRARY]],
  ['demo specs', 'ng', [...NG_TEST_ARGS, 'demo'], [INSTALLED]],
  ['public API', 'npm', ['run', 'lint:api'], [INSTALLED]],
  ['schematics specs', 'npm', ['run', 'test:schematics', '--', JASMINE_REPORTER], [INSTALLED]],
  [
    '.ics reader specs',
    'npm',
    ['test', '--workspace=google-calendar-ics', '--', JASMINE_REPORTER],
    [INSTALLED],
  ],
  ['size budget', 'node', ['scripts/size-budget.mjs'], [LIBRARY]],
  ['imports', 'node', ['scripts/imports/check-imports.mjs'], [INSTALLED]],
  [
    'types of the library',
    'tsc',
    ['--noEmit', '--project', 'projects/ngx-calendar-sync/tsconfig.spec.json'],
    [INSTALLED],
  ],
  ['types of the end-to-end tests', 'tsc', ['--project', 'e2e'], [INSTALLED]],
  ['types of the bench', 'tsc', ['--project', 'bench'], [INSTALLED]],
  [
    'types of the emulator',
    'npm',
    ['run', 'typecheck', '--workspace=google-calendar-emulator'],
    [INSTALLED],
  ],
  [
    'types of the Graph emulator',
    'npm',
    ['run', 'typecheck', '--workspace=graph-calendar-emulator'],
    [INSTALLED],
  ],
  [
    'types of the token server',
    'npm',
    ['run', 'typecheck', '--workspace=google-calendar-token-server'],
    [INSTALLED],
  ],
  [
    'types of the schematics',
    'tsc',
    ['--project', 'projects/ngx-calendar-sync/schematics/tsconfig.json'],
    [INSTALLED],
  ],
  [
    'types of the .ics reader',
    'npm',
    ['run', 'typecheck', '--workspace=google-calendar-ics'],
    // Both write what they remember of their last build.
    [INSTALLED, 'packages as they are published'],
  ],
];

/** Of one step: of a whole suite that is broken, the first names are enough. */
const MAX_FAILURES_SHOWN = 10;

const asked = process.argv.slice(2);
const chosen = STEPS.filter(
  ([name]) => asked.length === 0 || asked.some((word) => name.includes(word)),
);
const folder = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-test-'));
const results = new Map();
await runAll(chosen);
await rm(folder, { recursive: true });

const rows = STEPS.flatMap(([name]) => {
  const result = results.get(name);
  return result ? [{ name, ...result }] : [];
});
const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
console.log();
for (const { name, passed, failed, failures, seconds } of rows) {
  console.log(
    `${failed ? 'FAILED' : 'ok    '}  ${name}: ${passed} passed, ${failed} failed (${seconds} s)`,
  );
  for (const failure of failures.slice(0, MAX_FAILURES_SHOWN)) {
    console.log(`        ${failure.name}: ${firstLines(failure.reason)}`);
  }
}
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') > 0 || rows.length === 0 ? 1 : 0;

/** Runs the steps, each as soon as there is room and what must have ended before has ended. */
async function runAll(steps) {
  const waiting = [...steps];
  const running = new Map();
  while (waiting.length > 0 || running.size > 0) {
    const isBlocked = ([, , , after]) =>
      after.some((name) => running.has(name) || waiting.some(([other]) => other === name));
    const next = waiting.findIndex((step) => !isBlocked(step));
    if (next === -1 || running.size === PARALLEL_STEPS) {
      await Promise.race(running.values());
      continue;
    }
    const [step] = waiting.splice(next, 1);
    const [name] = step;
    console.log(`\n== ${name}`);
    const ended = run(step, steps.length > 1).then((result) => {
      results.set(name, result);
      running.delete(name);
    });
    running.set(name, ended);
  }
}

async function run([name, command, args, , more], isBesideOthers) {
  const resultsFile = join(folder, `${name}.json`);
  const started = Date.now();
  const child = spawn(command, args, {
    stdio: isBesideOthers ? ['inherit', 'pipe', 'pipe'] : 'inherit',
    env: {
      ...process.env,
      PATH: PATH_WITH_BIN,
      TEST_RESULTS: resultsFile,
      NG_CLI_ANALYTICS: 'false',
      ...more,
    },
  });
  for (const output of [child.stdout, child.stderr].filter(Boolean)) {
    createInterface(output).on('line', (line) => {
      console.log(`[${name}] ${line}`);
    });
  }
  const [code] = await once(child, 'close');
  const seconds = Math.round((Date.now() - started) / 1000);
  const counted = existsSync(resultsFile)
    ? JSON.parse(await readFile(resultsFile, 'utf8'))
    : undefined;
  const { passed, failures } = counted ?? { passed: code === 0 ? 1 : 0, failures: [] };
  // A command that exits with an error has failed, even if it counted no failed test.
  const failed = code === 0 ? failures.length : Math.max(failures.length, 1);
  return { passed, failed, failures, seconds };
}

function firstLines(reason) {
  return stripVTControlCharacters(reason)
    .split('\n')
    .filter(Boolean)
    .slice(0, 6)
    .join('\n          ');
}
