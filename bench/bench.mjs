/**
 * `npm run bench`: measures every figure of the library and its floor, and writes bench/results.json and the table of the
 * README. bench/README.md says what the options do and how the figures are read.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startBenchAccounts } from './accounts.mjs';
import { startBrowser } from './browser.mjs';
import { Build } from './built-apps.mjs';
import { comparedBuild } from './compared-build.mjs';
import { FIGURES } from './figures.mjs';
import { startLoad } from './load.mjs';
import { comparisonOf, failedRows, measurePairs, rowsOf, rowsUnderLoad } from './measure.mjs';
import { comparisonLine, textLine, updateReadme } from './results-table.mjs';

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    compare: { type: 'string' },
    explain: { type: 'boolean', default: false },
    load: { type: 'string', default: '0' },
    rounds: { type: 'string' },
  },
});
const load = countOf('load', 0);
const rounds = countOf('rounds', 1);
const explain = options.explain ? (text) => console.log(text) : undefined;
if (explain) {
  // Angular's builder then keeps the names of functions.
  process.env.NG_BUILD_MANGLE = 'false';
}
const chosen = FIGURES.filter(
  ({ names }) => asked.length === 0 || asked.some((word) => names.includes(word)),
).map((figure) => (rounds === undefined ? figure : { ...figure, rounds }));
if (chosen.length === 0) {
  throw new Error(`No figure has one of these words in its name: ${asked.join(', ')}.`);
}

const build = new Build();
const needsPage = !chosen.every(({ hasOwnPages }) => hasOwnPages);
if (needsPage) {
  await build.buildPage();
}
const base = options.compare === undefined ? undefined : await comparedBuild(options.compare);
if (needsPage) {
  await base?.buildPageOfAnyAge();
}
const accounts = await startBenchAccounts();
try {
  if (base) {
    await compareAll();
  } else {
    await measureAll();
  }
} finally {
  await accounts.close();
  build.close();
  base?.close();
}

function countOf(option, min) {
  if (options[option] === undefined) {
    return undefined;
  }
  const count = Number(options[option]);
  if (!Number.isInteger(count) || count < min) {
    throw new Error(`--${option} takes a number from ${min} on, not ${options[option]}.`);
  }
  return count;
}

async function measureAll() {
  const rows = [];
  for (const figure of chosen) {
    const measured = await orFailed(figure, () => measure(figure));
    for (const row of measured) {
      console.log(textLine(row));
    }
    rows.push(...measured);
  }
  if (asked.length === 0) {
    const results = { load, rows };
    const file = new URL('results.json', import.meta.url);
    await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
    await updateReadme(results);
  }
}

function measure(figure) {
  return inNewBrowser(async (browser) => {
    const subject = await figure.prepare({ build, browser, accounts, explain });
    const quiet = rowsOf(figure, await measurePairs(figure, subject.ours, subject.floor));
    const rows =
      load === 0 || figure.isCounted
        ? quiet
        : rowsUnderLoad(
            quiet,
            rowsOf(figure, await underLoad(figure, subject.ours, subject.floor)),
          );
    await subject.close();
    return rows;
  });
}

async function underLoad(figure, ours, floor) {
  const busy = startLoad(load);
  try {
    return await measurePairs(figure, ours, floor);
  } finally {
    busy.end();
  }
}

async function compareAll() {
  console.log(`here / ${base.name}: the median, and between what half of the rounds lie`);
  for (const figure of chosen) {
    if (figure.needsInternals && !base.hasInternals) {
      console.log(`${figure.names}: ${base.name} has other inner parts, which cannot be compared.`);
      continue;
    }
    for (const row of await orFailed(figure, () => compare(figure))) {
      console.log(comparisonLine(row));
    }
  }
}

function compare(figure) {
  return inNewBrowser(async (browser) => {
    const ours = await figure.prepare({ build, browser, accounts, explain });
    const before = await figure.prepare({ build: base, browser, accounts, explain });
    const rows = comparisonOf(figure, await underLoad(figure, ours.ours, before.ours));
    await ours.close();
    await before.close();
    return rows;
  });
}

/**
 * Each figure has a browser of its own: what one of them changes there (`idle-hour` the clock of all pages), or leaves behind
 * when it fails, is gone before the next one.
 */
async function inNewBrowser(work) {
  const browser = await startBrowser();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** The rows of a figure. One that cannot be measured, or not wholly, fails the run, and the others are still measured. */
async function orFailed(figure, work) {
  let rows;
  try {
    rows = await work();
  } catch (error) {
    console.error(error);
    rows = failedRows(figure, error);
  }
  if (rows.some(({ failure }) => failure !== undefined)) {
    process.exitCode = 1;
  }
  return rows;
}
