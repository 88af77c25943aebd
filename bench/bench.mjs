/**
 * `npm run bench`: every figure of the library against its floor, in one run. It writes bench/results.json and the table
 * of the README. `npm run bench -- series bundle` prints those figures alone.
 */
import { writeFile } from 'node:fs/promises';
import { startBrowser } from './bench-browser.mjs';
import { build, servePage } from './built-apps.mjs';
import { bundle } from './figures/bundle.mjs';
import { firstPaint } from './figures/first-paint.mjs';
import { firstSync } from './figures/first-sync.mjs';
import { fullSync } from './figures/full-sync.mjs';
import { incremental } from './figures/incremental.mjs';
import { navigate } from './figures/navigate.mjs';
import { seriesMonth } from './figures/series-month.mjs';
import { storedMonth } from './figures/stored-month.mjs';
import { printed, updateReadme } from './results-table.mjs';
import { startWorlds } from './worlds.mjs';

const figures = [
  ['full-sync', fullSync],
  ['first-paint', firstPaint],
  ['incremental', incremental],
  ['warm-start range-query', storedMonth],
  ['navigate', navigate],
  ['series-month', seriesMonth],
  ['long-tasks heap', firstSync],
  ['bundle', bundle],
];
const asked = process.argv.slice(2);
const chosen = figures.filter(
  ([names]) => asked.length === 0 || asked.some((word) => names.includes(word)),
);

await build('ngx-calendar-sync');
await build('bench', '--configuration=page');
const page = await servePage();
const worlds = await startWorlds();
const browser = await startBrowser(page.url);
const rows = [];
try {
  for (const [, measure] of chosen) {
    const measured = await measure({ browser, worlds });
    for (const row of measured) {
      console.log(printed(row));
    }
    rows.push(...measured);
  }
} finally {
  await browser.close();
  await worlds.close();
  page.close();
}
if (asked.length === 0) {
  await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
  await updateReadme(rows);
}
