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
/**
 * The stages, one after the other. A stage has lanes that run side by side, since many steps keep one core busy at most; a
 * lane has steps that run one after the other. The lanes of a stage take about as long as each other on two cores, so that
 * neither core is idle for long.
 */
const STAGES = [
  // The library and the demo are built on it.
  [[['build of the .ics reader', 'npm', ['run', 'build', '--workspace=google-calendar-ics']]]],
  [
    [
      ['build of the library', 'ng', ['build', 'ngx-calendar-sync']],
      ['package of the library', 'node', ['scripts/package/check-package.mjs']],
      ['size budget', 'node', ['scripts/size-budget.mjs']],
      ['samples of the documentation', 'node', ['scripts/samples/samples.mjs']],
      ['build of the demo on it', 'ng', ['build', 'demo', '--configuration=dist', '--no-progress']],
      ['demo specs', 'ng', [...NG_TEST_ARGS, 'demo']],
      [
        '.ics reader specs',
        'npm',
        ['test', '--workspace=google-calendar-ics', '--', JASMINE_REPORTER],
      ],
      [
        'emulator specs',
        'npm',
        ['test', '--workspace=google-calendar-emulator', '--', JASMINE_REPORTER],
      ],
      [
        'Graph emulator specs',
        'npm',
        ['test', '--workspace=graph-calendar-emulator', '--', JASMINE_REPORTER],
      ],
      [
        'Graph emulator and Microsoft’s Graph client',
        'npm',
        ['run', 'test:conformance', '--workspace=graph-calendar-emulator', '--', JASMINE_REPORTER],
      ],
    ],
    [
      ['lint', 'eslint', ['.', '--max-warnings=0']],
      ['format', 'prettier', ['--check', '--log-level=warn', '.']],
      ['imports', 'node', ['scripts/imports/check-imports.mjs']],
      ['public API', 'npm', ['run', 'lint:api']],
      ['texts of the demo', 'node', ['scripts/check-texts.mjs']],
      ['wire types', 'node', ['scripts/generate-wire-types.mjs', '--check']],
      ['types of the .ics reader', 'npm', ['run', 'typecheck', '--workspace=google-calendar-ics']],
      [
        'types of the emulator',
        'npm',
        ['run', 'typecheck', '--workspace=google-calendar-emulator'],
      ],
      [
        'types of the Graph emulator',
        'npm',
        ['run', 'typecheck', '--workspace=graph-calendar-emulator'],
      ],
      [
        'types of the token server',
        'npm',
        ['run', 'typecheck', '--workspace=google-calendar-token-server'],
      ],
      [
        'types of the library',
        'tsc',
        ['--noEmit', '--project', 'projects/ngx-calendar-sync/tsconfig.spec.json'],
      ],
      [
        'types of the schematics',
        'tsc',
        ['--project', 'projects/ngx-calendar-sync/schematics/tsconfig.json'],
      ],
      ['types of the end-to-end tests', 'tsc', ['--project', 'e2e']],
      ['types of the bench', 'tsc', ['--project', 'bench']],
      ['documentation site', 'node', ['docs-site/check-site.mjs']],
    ],
  ],
  [
    [
      [
        'library specs',
        'ng',
        [...NG_TEST_ARGS, 'ngx-calendar-sync', '--browsers=Apia,LosAngeles,UTC,Kolkata'],
      ],
    ],
    [
      ['fault matrix', 'npm', ['run', 'test:faults']],
      ['schematics specs', 'npm', ['run', 'test:schematics', '--', JASMINE_REPORTER]],
    ],
  ],
  [
    [['e2e', 'playwright', ['test', '--config=e2e/playwright.config.ts']]],
    // They wait for servers more than they compute.
    [
      [
        'token server specs',
        'npm',
        ['test', '--workspace=google-calendar-token-server', '--', JASMINE_REPORTER],
      ],
      // Here, since they build the .ics reader anew, on which earlier steps rely.
      ['packages as they are published', 'node', ['scripts/package/check-publish.mjs']],
      ['packages as they are installed', 'node', ['scripts/packages.mjs']],
    ],
  ],
];

/** Of one step: of a whole suite that is broken, the first names are enough. */
const MAX_FAILURES_SHOWN = 10;

const asked = process.argv.slice(2);
const isChosen = ([name]) => asked.length === 0 || asked.some((word) => name.includes(word));
const folder = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-test-'));
const results = new Map();
for (const stage of STAGES) {
  const lanes = stage.map((lane) => lane.filter(isChosen)).filter((lane) => lane.length > 0);
  await Promise.all(
    lanes.map(async (lane) => {
      for (const [name, command, args] of lane) {
        console.log(`\n== ${name}`);
        results.set(name, await run(name, command, args, lanes.length > 1));
      }
    }),
  );
}
await rm(folder, { recursive: true });

const rows = STAGES.flat(2).flatMap(([name]) => {
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

async function run(name, command, args, isBesideOthers) {
  const resultsFile = join(folder, `${name}.json`);
  const started = Date.now();
  const child = spawn(command, args, {
    stdio: isBesideOthers ? ['inherit', 'pipe', 'pipe'] : 'inherit',
    env: {
      ...process.env,
      PATH: PATH_WITH_BIN,
      TEST_RESULTS: resultsFile,
      NG_CLI_ANALYTICS: 'false',
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
