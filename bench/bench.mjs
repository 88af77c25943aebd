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
import { comparisonOf, measurePairs, rowsOf } from './measure.mjs';
import { comparisonLine, textLine, updateReadme } from './results-table.mjs';

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: {
    compare: { type: 'string' },
    load: { type: 'string', default: '0' },
    rounds: { type: 'string' },
  },
});
const load = Number(options.load);
const chosen = FIGURES.filter(
  ({ names }) => asked.length === 0 || asked.some((word) => names.includes(word)),
).map((figure) => (options.rounds ? { ...figure, rounds: Number(options.rounds) } : figure));

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
const browser = await startBrowser();
try {
  if (base) {
    await compare();
  } else {
    await measureAll();
  }
} finally {
  await browser.close();
  await accounts.close();
  build.close();
  base?.close();
}

async function measureAll() {
  const rows = [];
  for (const figure of chosen) {
    try {
      for (const row of await measure(figure)) {
        if (!Number.isFinite(row.value)) {
          throw new Error(`${row.name} has no value.`);
        }
        console.log(textLine(row));
        rows.push(row);
      }
    } catch (error) {
      // The figures that were measured are kept.
      console.error(`${figure.names} could not be measured:`, error);
      process.exitCode = 1;
    }
  }
  if (asked.length === 0) {
    const results = { load, rows };
    const file = new URL('results.json', import.meta.url);
    await writeFile(file, `${JSON.stringify(results, null, 2)}\n`);
    await updateReadme(results);
  }
}

async function measure(figure) {
  const subject = await figure.prepare({ build, browser, accounts });
  try {
    const quiet = rowsOf(figure, await measurePairs(figure, subject.ours, subject.floor));
    if (load === 0 || figure.isCounted) {
      return quiet;
    }
    const loaded = rowsOf(figure, await underLoad(figure, subject));
    return quiet.map((row, index) => ({ ...row, loaded: loadedCells(loaded[index]) }));
  } finally {
    await subject.close();
  }
}

async function underLoad(figure, subject) {
  const busy = startLoad(load);
  try {
    return await measurePairs(figure, subject.ours, subject.floor);
  } finally {
    busy.end();
  }
}

function loadedCells({ value, floor, ratio, cpuRatio }) {
  return { value, floor, ratio, ...(cpuRatio === undefined ? {} : { cpuRatio }) };
}

async function compare() {
  console.log(`here / ${base.name}: the median, and between what half of the rounds lie`);
  for (const figure of chosen) {
    if (figure.needsInternals && !base.hasInternals) {
      console.log(`${figure.names}: ${base.name} has other inner parts, which cannot be compared.`);
      continue;
    }
    const ours = await figure.prepare({ build, browser, accounts });
    const before = await figure.prepare({ build: base, browser, accounts });
    const busy = startLoad(load);
    try {
      const pairs = await measurePairs(figure, ours.ours, before.ours);
      for (const row of comparisonOf(figure, pairs)) {
        console.log(comparisonLine(row));
      }
    } finally {
      busy.end();
    }
    await ours.close();
    await before.close();
  }
}
