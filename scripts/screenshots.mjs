/**
 * `node scripts/screenshots.mjs`: takes the pictures of the README from the demo in dist/ (`ng build demo`), with the
 * emulator as Google.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from '@playwright/test';
import { chromium } from './chromium.mjs';
import { serveDemo } from './demo-server.mjs';
import { emulatorConfig, startEmulator } from './emulator.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PICTURES_FOLDER = join(ROOT, 'docs/screenshots');
/** The time of the emulator, a Wednesday morning. It is fixed so that the pictures change only if the demo does. */
const START_TIME = '2026-05-20T08:20:00Z';
const ACCOUNT = 'ada.meyer@example.com';
const DESKTOP_VIEWPORT = { width: 1280, height: 800 };
const PICTURES = [
  { name: 'demo-light', view: 'Week', viewport: DESKTOP_VIEWPORT, colorScheme: 'light' },
  { name: 'demo-dark', view: 'Month', viewport: DESKTOP_VIEWPORT, colorScheme: 'dark' },
  {
    name: 'demo-phone',
    view: 'Agenda',
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
  },
];
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

const emulator = await startEmulator({ port: 0, now: START_TIME });
const demo = await serveDemo({
  port: 0,
  config: { ...emulatorConfig(emulator.url), environment: 'emulator' },
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
  for (const picture of PICTURES) {
    await take(picture, time);
    console.log(join(PICTURES_FOLDER, `${picture.name}.png`));
  }
} finally {
  await browser.close();
  await Promise.all([demo.close(), emulator.close()]);
}

async function take({ name, view, ...look }, time) {
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
  await page.goto(demo.url);
  await addFonts(page);
  await signIn(page);
  await page.getByRole('group', { name: 'View' }).getByRole('button', { name: view }).click();
  await page.locator('[data-event]').first().waitFor();
  await page.locator('[aria-busy=false]').waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement.blur()');
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await writeFile(join(PICTURES_FOLDER, `${name}.png`), await stillPicture(page));
  await context.close();
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

/** Signs in by the popup. The emulator asks for the consent at the first sign-in only, so "Allow" may not appear. */
async function signIn(page) {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: ACCOUNT }).click();
  const allow = popup.getByRole('button', { name: 'Allow' });
  const signedIn = page.getByRole('button', { name: `Account: ${ACCOUNT}` });
  await Promise.race([allow.click(), signedIn.waitFor()]).catch(() => undefined);
  await signedIn.waitFor();
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
