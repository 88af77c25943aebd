/**
 * `npm run bench`: measures every figure of the library and its floor, which is the least that any implementation has to do.
 * It writes bench/results.json and the table of the README. `npm run bench -- series bundle` only prints those figures.
 */
import { writeFile } from 'node:fs/promises';
import { startBrowser } from './bench-browser.mjs';
import { build, servePage } from './built-apps.mjs';
import { bundle } from './figures/bundle.mjs';
import { firstPaint } from './figures/first-paint.mjs';
import { firstSync } from './figures/first-sync.mjs';
import { fullSync } from './figures/full-sync.mjs';
import { idleHour } from './figures/idle-hour.mjs';
import { incremental } from './figures/incremental.mjs';
import { navigate } from './figures/navigate.mjs';
import { seriesMonth } from './figures/series-month.mjs';
import { storedMonth } from './figures/stored-month.mjs';
import { textLine, updateReadme } from './results-table.mjs';
import { startBenchAccounts } from './accounts.mjs';

/** The names of the figures, as the command line can ask for them, and the function that measures them. */
const FIGURES = [
  ['full-sync', fullSync],
  ['first-paint', firstPaint],
  ['incremental', incremental],
  ['idle-hour', idleHour],
  ['warm-start range-query', storedMonth],
  ['navigate', navigate],
  ['series-month', seriesMonth],
  ['long-tasks heap', firstSync],
  ['bundle', bundle],
];
const asked = process.argv.slice(2);
const chosen = FIGURES.filter(
  ([names]) => asked.length === 0 || asked.some((word) => names.includes(word)),
);

await build('ngx-calendar-sync');
await build('bench', '--configuration=page');
const page = await servePage();
const accounts = await startBenchAccounts();
const browser = await startBrowser(page.url);
const rows = [];
try {
  for (const [, measure] of chosen) {
    const measured = await measure({ browser, accounts });
    for (const row of measured) {
      console.log(textLine(row));
    }
    rows.push(...measured);
  }
} finally {
  await browser.close();
  await accounts.close();
  page.close();
}
if (asked.length === 0) {
  await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
  await updateReadme(rows);
}
