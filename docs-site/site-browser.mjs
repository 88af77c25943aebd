import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../scripts/chromium.mjs';
import { serveFolder } from './site-server.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
export const SITE = join(ROOT, 'dist/docs');
/** The narrowest phone and a desktop. */
export const WIDTHS_PX = [360, 1280];
export const COLOR_SCHEMES = ['light', 'dark'];
/** Of each kind one. */
export const SAMPLE_PAGES = {
  'start page': 'index.html',
  guide: 'guides/signing-in.html',
  'API page': 'classes/ngx-calendar-sync_google.GoogleCalendarService.html',
};

/** Serves the built site and opens a browser for as long as `work` takes. */
export async function withSite(work) {
  const { executablePath, env, args } = await chromium();
  const [site, browser] = await Promise.all([
    serveFolder(SITE, 0),
    playwright.launch({
      ...(executablePath ? { executablePath } : { channel: 'chrome' }),
      env: { ...process.env, ...env },
      args,
    }),
  ]);
  try {
    await work(browser, site.url);
  } finally {
    await browser.close();
    site.close();
  }
}

/** A page as a visitor with this window sees it, once the site's own script has shown it. */
export async function openPage(browser, url, { width, colorScheme }) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('#tsd-nav-container a').first().waitFor({ state: 'attached' });
  return page;
}
