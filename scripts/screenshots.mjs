/**
 * `node scripts/screenshots.mjs`: takes the pictures of the README from the demo in dist/ (`ng build demo`), with the
 * emulator as Google. With `--all` it takes one of each page, in light and dark, from a phone to a 4K screen, and on phone and
 * desktop with Outlook alone and beside Google, into dist/screenshots/: to look at, not to keep. A word takes those alone whose
 * names hold it.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from '@playwright/test';
import { chromium } from './chromium.mjs';
import { serveDemo } from './demo-server.mjs';
import {
  emulatorConfig,
  graphEmulatorConfig,
  startEmulator,
  startGraphEmulator,
} from './emulator.mjs';
import { freePort } from './free-port.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TAKES_ALL = process.argv.includes('--all');
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const PICTURES_FOLDER = join(ROOT, TAKES_ALL ? 'dist/screenshots' : 'docs/screenshots');
/** The time of the emulator, a Wednesday morning. It is fixed so that the pictures change only if the demo does. */
const START_TIME = '2026-05-20T08:20:00Z';
/** In both emulators. */
const ACCOUNT = 'ada.meyer@example.com';
const CONSENT_BUTTONS = { Google: 'Allow', Outlook: 'Accept' };
const PUBLIC_CALENDAR_ID = 'en.german#holiday@group.v.calendar.google.com';
const VIEWPORTS = {
  'small-phone': { width: 360, height: 740 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
  '4k': { width: 3840, height: 2160 },
};
const COLOR_SCHEMES = ['light', 'dark'];
const README_PICTURES = [
  { name: 'demo-light', path: '/', keys: ['w'], screen: 'desktop', colorScheme: 'light' },
  { name: 'demo-dark', path: '/', keys: ['m'], screen: 'desktop', colorScheme: 'dark' },
  { name: 'demo-phone', path: '/', keys: ['a'], screen: 'phone', colorScheme: 'light' },
];
/** Each page of the demo: where it is, what is pressed there, and whether somebody has signed in. */
const PAGES = [
  { page: 'welcome', path: '/', signedOut: true },
  ...['month', 'week', 'day', 'agenda'].map((view) => ({ page: view, path: '/', keys: [view[0]] })),
  { page: 'new-event', path: '/', keys: ['a', 'c'] },
  { page: 'search', path: '/', keys: ['a', '/'] },
  { page: 'shortcuts', path: '/', keys: ['w', '?'] },
  { page: 'public', path: '/public', keys: ['m'] },
  { page: 'public-year', path: '/public', keys: ['y'] },
  { page: 'sign-in-ways', path: '/sign-in-ways' },
  { page: 'lab', path: '/lab' },
];
/** Of the demo that offers Outlook beside Google, in this order: first nobody has signed in, then at Outlook alone. */
const OUTLOOK_PAGES = [
  { page: 'outlook-welcome', path: '/', signedOut: true },
  ...['month', 'week', 'agenda'].map((view) => ({
    page: `outlook-${view}`,
    path: '/',
    keys: [view[0]],
    services: ['Outlook'],
  })),
  { page: 'outlook-new-event', path: '/', keys: ['a', 'c'], services: ['Outlook'] },
  ...['month', 'week', 'day', 'agenda'].map((view) => ({
    page: `both-${view}`,
    path: '/',
    keys: [view[0]],
    services: ['Outlook', 'Google'],
  })),
].map((page) => ({ ...page, hasOutlook: true }));
const OUTLOOK_SCREENS = ['phone', 'desktop'];
const ALL_PICTURES = Object.keys(VIEWPORTS).flatMap((screen) =>
  COLOR_SCHEMES.flatMap((colorScheme) =>
    [...PAGES, ...(OUTLOOK_SCREENS.includes(screen) ? OUTLOOK_PAGES : [])].map((page) => ({
      ...page,
      name: `${page.page}-${screen}-${colorScheme}`,
      screen,
      colorScheme,
    })),
  ),
);
/**
 * Fonts for characters that the font of the npm Chromium lacks. They are too big to be dependencies: install them by
 * `npm install --no-save`; without them the pictures are taken nevertheless. The emoji font comes first, since Open Sans has
 * empty glyphs for emoji. It is monochrome, since that Chromium draws no colour fonts.
 */
const FONTS = [
  { name: '@fontsource/noto-emoji', family: 'Noto Emoji' },
  { name: '@fontsource/noto-sans-jp', family: 'Noto Sans JP' },
  { name: '@fontsource/noto-sans-arabic', family: 'Noto Sans Arabic' },
].flatMap(installedFont);

const demoPort = await freePort();
const emulator = await startEmulator({
  port: 0,
  now: START_TIME,
  // The Lab asks the emulator for what it is doing.
  controlOrigin: `http://localhost:${demoPort}`,
});
const config = {
  ...emulatorConfig(emulator.url),
  environment: 'emulator',
  publicCalendarId: PUBLIC_CALENDAR_ID,
};
const demo = await serveDemo({ port: demoPort, config });
const graph = await startGraphEmulator({ port: 0, now: START_TIME });
const demoWithOutlook = await serveDemo({
  port: await freePort(),
  config: { ...config, ...graphEmulatorConfig(graph.url) },
});
const { executablePath, env, args } = await chromium();
const browser = await playwright.launch({
  ...(executablePath ? { executablePath } : { channel: 'chrome' }),
  env: { ...process.env, ...env },
  args,
});
try {
  await mkdir(PICTURES_FOLDER, { recursive: true });
  const time = await emulatorTime();
  const pictures = (TAKES_ALL ? ALL_PICTURES : README_PICTURES).filter(({ name }) =>
    words.every((word) => name.includes(word)),
  );
  for (const screen of Object.keys(VIEWPORTS)) {
    for (const colorScheme of COLOR_SCHEMES) {
      const look = { viewport: VIEWPORTS[screen], colorScheme };
      for (const { url, hasOutlook } of [demo, { url: demoWithOutlook.url, hasOutlook: true }]) {
        const same = pictures.filter(
          (picture) =>
            picture.screen === screen &&
            picture.colorScheme === colorScheme &&
            picture.hasOutlook === hasOutlook,
        );
        if (same.length > 0) {
          await takeAll(url, look, same, time);
        }
      }
    }
  }
} finally {
  await browser.close();
  await Promise.all([demo, demoWithOutlook, emulator, graph].map((server) => server.close()));
}

/** Takes pictures of one look in one browser context, those without a sign-in first. */
async function takeAll(url, look, pictures, time) {
  const context = await browser.newContext({
    ...look,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    // The demo's Content-Security-Policy would block the fonts that are added here.
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(time);
  await page.goto(url);
  await addFonts(page);
  const signedIn = [];
  for (const { name, path, keys = [], signedOut = false, services = ['Google'] } of pictures) {
    await goTo(page, path);
    for (const service of signedOut ? [] : services) {
      if (!signedIn.includes(service)) {
        await signIn(page, service, signedIn);
        signedIn.push(service);
      }
    }
    for (const key of keys) {
      await page.locator('[data-event]').first().waitFor();
      await page.locator('[aria-busy=false]').waitFor();
      await page.keyboard.press(key);
    }
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    await page.mouse.move(0, 0);
    if (!(await page.locator('dialog').count())) {
      await page.evaluate('document.activeElement.blur()');
    }
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    await writeFile(join(PICTURES_FOLDER, `${name}.png`), await stillPicture(page));
    await page.keyboard.press('Escape');
    console.log(join(PICTURES_FOLDER, `${name}.png`));
  }
  await context.close();
}

/** Goes there by the links of the app: a page that is loaded anew would have to sign in again. */
async function goTo(page, path) {
  await page.locator(`app-tour-bar a[href="${path}"]`).click();
  await page.waitForURL((url) => url.pathname === path);
}

/** A screenshot when two in a row are equal: fonts load late, and the calendar needs several steps for its layout. */
async function stillPicture(page) {
  let picture = await page.screenshot();
  for (let attempt = 0; attempt < 20; attempt++) {
    const previous = picture;
    picture = await page.screenshot();
    if (picture.equals(previous)) {
      return picture;
    }
  }
  throw new Error('The page still changes after 20 screenshots.');
}

/** Signs in by the popup. The emulators ask for the consent at the first sign-in only, so it may not appear. */
async function signIn(page, service, signedIn) {
  const isFirst = signedIn.length === 0;
  if (!isFirst) {
    await page.getByRole('button', { name: 'Account: ' }).click();
  }
  const opened = page.waitForEvent('popup');
  await page
    .getByRole('button', { name: `${isFirst ? 'Sign in with' : 'Add'} ${service}` })
    .click();
  const popup = await opened;
  await popup.getByRole('button', { name: ACCOUNT }).click();
  const consent = popup.getByRole('button', { name: CONSENT_BUTTONS[service], exact: true });
  const accounts = [...signedIn, service].map(() => ACCOUNT).join(', ');
  const done = page.getByRole('button', { name: `Account: ${accounts}`, exact: true });
  await Promise.race([consent.click(), done.waitFor()]).catch(() => undefined);
  await done.waitFor();
}

/** The time of the emulator's clock, to the minute: the page's clock is set to it. */
async function emulatorTime() {
  const answer = await fetch(`${emulator.url}/_emulator/advanceClock`, {
    method: 'POST',
    body: JSON.stringify({ milliseconds: 0 }),
  });
  const { now } = await answer.json();
  return `${now.slice(0, 16)}:00Z`;
}

function installedFont({ name, family }) {
  try {
    const css = createRequire(import.meta.url).resolve(`${name}/400.css`);
    return [{ name, family, folder: dirname(css) }];
  } catch {
    console.log(`${name} is not installed: some characters will be missing.`);
    return [];
  }
}

async function addFonts(page) {
  for (const { name, folder } of FONTS) {
    // The emoji font also has digits, for keycap emoji: the page's digits must not use them.
    const css = await readFile(join(folder, '400.css'), 'utf8');
    const styles = css
      .replaceAll('U+23,U+2a,U+30-39,', '')
      .replaceAll('./files/', `/${name}/files/`);
    await page.route(`**/${name}/**`, (route) => {
      const [, file] = new URL(route.request().url()).pathname.split(`${name}/`);
      return route.fulfill({ path: join(folder, file) });
    });
    await page.addStyleTag({ content: styles });
  }
  const [emoji, ...others] = FONTS.map(({ family }) => `'${family}'`);
  const families = [emoji, "'Open Sans'", ...others, 'sans-serif'].filter(Boolean).join(', ');
  await page.addStyleTag({ content: `:root { --font: ${families} !important; }` });
}
