/**
 * `npm run test:docs`: builds the documentation site and checks it: every public entry and error code has its place, headings are
 * headings, no link of the site leads nowhere, axe finds nothing, and the keyboard reaches the navigation and a search that finds.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { axeViolations } from '../scripts/axe.mjs';
import { run } from '../scripts/samples/run.mjs';
import { Checks } from '../scripts/checks.mjs';
import { deadLinksOf } from './dead-links.mjs';
import { ENTRIES, GUIDES, INTERNAL_ENTRIES } from './pages.mjs';
import {
  COLOR_SCHEMES,
  openPage,
  SAMPLE_PAGES,
  SITE,
  WIDTHS_PX,
  withSite,
} from './site-browser.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const LIBRARY = join(ROOT, 'projects/ngx-calendar-sync');
const ERROR_TYPE = join(LIBRARY, 'base/calendar-sync-error.ts');
const ERROR_TEXTS = join(LIBRARY, 'src/error-texts/en.ts');

const checks = new Checks();

await checks.check('the site builds', () =>
  run(ROOT, 'typedoc', '--options', 'docs-site/typedoc.config.mjs', '--logLevel', 'Warn'),
);
if (checks.failures.length === 0) {
  await checks.check('every entry and guide has its page', checkPages);
  await checks.check('docs/errors.md has each code, with what a user reads', checkErrorCodes);
  await checks.check('every heading of a guide is on a line of its own', checkHeadings);
  await checks.check('no link leads nowhere', checkLinks);
  await withSite(async (browser, url) => {
    for (const [kind, path] of Object.entries(SAMPLE_PAGES)) {
      for (const width of WIDTHS_PX) {
        for (const colorScheme of COLOR_SCHEMES) {
          await checks.check(`axe: ${kind}, ${width} px, ${colorScheme}`, () =>
            checkPage(browser, `${url}/${path}`, { width, colorScheme }),
          );
        }
      }
    }
    await checks.check('the keyboard: the search finds addEvent', () => checkSearch(browser, url));
    for (const width of WIDTHS_PX) {
      await checks.check(`the keyboard: the navigation at ${width} px`, () =>
        checkNavigation(browser, url, width),
      );
    }
  });
}

checks.report();
console.log(
  `${checks.passed} checks of the documentation site passed, ${checks.failures.length} failed`,
);

/** Each entry of the library has a page, or is said to be for other entries alone; each guide is in the navigation. */
async function checkPages() {
  const names = await readdir(LIBRARY, { recursive: true });
  const folders = names.filter((name) => name.endsWith('/ng-package.json')).map(dirname);
  const isNamed = (folder) =>
    INTERNAL_ENTRIES.includes(folder) ||
    Object.values(ENTRIES).includes(`${relative(ROOT, LIBRARY)}/${folder}/public-api.ts`);
  const guides = (await readdir(join(ROOT, 'docs')))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => `docs/${name}`);
  const unnamed = [
    ...folders.filter((folder) => !isNamed(folder)),
    ...guides.filter((guide) => !Object.values(GUIDES).flat().includes(guide)),
  ];
  const pages = await readdir(join(SITE, 'modules'));
  const missing = Object.keys(ENTRIES)
    .filter((name) => existsSync(join(ROOT, ENTRIES[name])))
    .filter((name) => !pages.includes(`${name.replaceAll('/', '_')}.html`));
  if (unnamed.length + missing.length > 0) {
    throw new Error(`pages.mjs does not name [${unnamed}]; there is no page of [${missing}].`);
  }
}

async function checkErrorCodes() {
  const type = await readFile(ERROR_TYPE, 'utf8');
  const union = type.slice(0, type.search(/;\n\n/));
  const codes = [...union.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code);
  const texts = await englishTexts();
  const guide = await readFile(join(ROOT, 'docs/errors.md'), 'utf8');
  const described = new Map(
    [...guide.matchAll(/^### ([a-z-]+)\n\n((?:> .+\n)+)/gm)].map(([, code, quote]) => [
      code,
      quote.replaceAll(/^> /gm, '').replaceAll('\n', ' ').trim(),
    ]),
  );
  const problems = [
    ...codes.filter((code) => !described.has(code)).map((code) => `${code} is missing`),
    ...[...described.keys()]
      .filter((code) => !codes.includes(code))
      .map((code) => `${code} is no code`),
    ...codes
      .filter((code) => described.has(code) && described.get(code) !== texts[code])
      .map((code) => `${code}: a user reads "${texts[code]}"`),
  ];
  if (codes.length === 0 || problems.length > 0) {
    throw new Error(problems.join('; ') || 'the codes of CalendarSyncErrorCode were not found.');
  }
}

async function englishTexts() {
  const source = await readFile(ERROR_TEXTS, 'utf8');
  const { code } = await transform(source, { loader: 'ts', format: 'esm' });
  const { texts } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  return texts;
}

/** A heading that follows text on the same line is shown as text, with its signs. */
async function checkHeadings() {
  const found = [];
  for (const guide of Object.values(GUIDES).flat()) {
    const text = await readFile(join(ROOT, guide), 'utf8');
    const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
    found.push(...[...prose.matchAll(/^.*\S #{2,6} .*$/gm)].map(([line]) => `${guide}: ${line}`));
  }
  if (found.length > 0) {
    throw new Error(found.join('\n'));
  }
}

async function checkLinks() {
  const dead = await deadLinksOf(SITE);
  if (dead.length > 0) {
    throw new Error(dead.join('\n'));
  }
}

async function checkPage(browser, url, { width, colorScheme }) {
  const page = await openPage(browser, url, { width, colorScheme });
  try {
    const found = (await axeViolations(page)).map(
      ({ id, help, nodes }) =>
        `${id} (${help}), ${nodes.length} times, first ${nodes[0].target}: ${nodes[0].html.slice(0, 200)}`,
    );
    const overflow = await page.evaluate(
      () => globalThis.document.documentElement.scrollWidth - globalThis.innerWidth,
    );
    if (overflow > 0) {
      found.push(`the page is ${overflow} px wider than the window of ${width} px`);
    }
    if (found.length > 0) {
      throw new Error(`\n  ${found.join('\n  ')}`);
    }
  } finally {
    await page.context().close();
  }
}

async function checkSearch(browser, url) {
  const page = await openPage(browser, url, { width: 1280, colorScheme: 'light' });
  try {
    await page.keyboard.press('/');
    await page.locator('#tsd-search-input:focus').waitFor();
    await page.keyboard.type('addEvent');
    await page
      .locator('#tsd-search-results a[href*="GoogleCalendarService.html#addevent"]')
      .waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#addevent$/);
  } finally {
    await page.context().close();
  }
}

/** Tab alone leads to a group of the navigation, which Enter opens, and to a page in it. */
async function checkNavigation(browser, url, width) {
  const page = await openPage(browser, url, { width, colorScheme: 'light' });
  try {
    const tabTo = async (selector) => {
      const target = page.locator(selector).first();
      for (let pressed = 0; pressed < 100; pressed += 1) {
        await page.keyboard.press('Tab');
        if (await target.evaluate((element) => element === globalThis.document.activeElement)) {
          return;
        }
      }
      throw new Error(`Tab never came to ${selector}`);
    };
    if (width < 770) {
      await tabTo('#tsd-toolbar-menu-trigger');
      await page.keyboard.press('Enter');
    }
    await tabTo('#tsd-nav-container summary');
    await page.keyboard.press('Enter');
    await tabTo('#tsd-nav-container details[open] a[href*="five-minutes"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/five-minutes\.html/);
  } finally {
    await page.context().close();
  }
}
