/** `npm run docs:screenshots`: pictures of every guide and some API pages into dist/docs-screenshots, to be looked at. */
import { mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  COLOR_SCHEMES,
  openPage,
  SAMPLE_PAGES,
  SITE,
  WIDTHS_PX,
  withSite,
} from './site-browser.mjs';

const FOLDER = join(dirname(SITE), 'docs-screenshots');
const asked = process.argv.slice(2);

await mkdir(FOLDER, { recursive: true });
const guides = (await readdir(join(SITE, 'guides'))).map((name) => `guides/${name}`);
const pages = [
  ...new Set([...Object.values(SAMPLE_PAGES), 'modules/ngx-calendar-sync_google.html', ...guides]),
];
await withSite(async (browser, url) => {
  for (const path of pages.filter((path) => asked.every((word) => path.includes(word)))) {
    for (const width of WIDTHS_PX) {
      for (const colorScheme of COLOR_SCHEMES) {
        const page = await openPage(browser, `${url}/${path}`, { width, colorScheme });
        const name = `${basename(path, '.html')}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: join(FOLDER, name) });
        await page.context().close();
      }
    }
  }
});
console.log(`The pictures are in ${FOLDER}`);
