/**
 * `node scripts/screenshots.mjs`: the pictures of the README, of the demo that `ng build demo` left, with the emulator
 * as its Google.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from '@playwright/test';
import { chromium } from './chromium.mjs';
import { serveDemo } from './demo-server.mjs';
import { emulatorConfig, startEmulator } from './emulator.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs/screenshots');
/** A Wednesday morning, so that the pictures change only when the demo does. */
const now = '2026-05-20T08:20:00Z';
const account = 'ada.meyer@example.com';
const desktop = { width: 1280, height: 800 };
const pictures = [
  { name: 'demo-light', view: 'Week', viewport: desktop, colorScheme: 'light' },
  { name: 'demo-dark', view: 'Month', viewport: desktop, colorScheme: 'dark' },
  {
    name: 'demo-phone',
    view: 'Agenda',
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
  },
];
/**
 * What the font of the npm Chromium lacks. They are too big to be installed for everybody, so a missing one is only told:
 * `npm install --no-save` brings it. The one of the emoji comes first, since Open Sans has empty signs in their place,
 * and has no colours, which that Chromium does not draw.
 */
const fonts = [
  { name: '@fontsource/noto-emoji', family: 'Noto Emoji' },
  { name: '@fontsource/noto-sans-jp', family: 'Noto Sans JP' },
  { name: '@fontsource/noto-sans-arabic', family: 'Noto Sans Arabic' },
].flatMap(installed);

const emulator = await startEmulator({ port: 0, now });
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
  await mkdir(folder, { recursive: true });
  const time = await emulatorTime();
  for (const picture of pictures) {
    await take(picture, time);
    console.log(join(folder, `${picture.name}.png`));
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
    // For the fonts, which the demo itself does not have.
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
  await writeFile(join(folder, `${name}.png`), await stillPicture(page));
  await context.close();
}

/** As soon as two are alike: fonts come late, and the calendar lays itself out in several steps. */
async function stillPicture(page) {
  let picture = await page.screenshot();
  for (let attempt = 0; attempt < 20; attempt++) {
    const before = picture;
    picture = await page.screenshot();
    if (picture.equals(before)) {
      return picture;
    }
  }
  throw new Error('The page does not come to rest.');
}

/** The second time Google asks for the account alone. */
async function signIn(page) {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  const popup = await opened;
  await popup.getByRole('button', { name: account }).click();
  const allow = popup.getByRole('button', { name: 'Allow' });
  const there = page.getByRole('button', { name: `Account: ${account}` });
  await Promise.race([allow.click(), there.waitFor()]).catch(() => undefined);
  await there.waitFor();
}

/** The page's clock must be the one of its Google, to the minute. */
async function emulatorTime() {
  const answer = await fetch(`${emulator.url}/_emulator/advanceClock`, {
    method: 'POST',
    body: JSON.stringify({ milliseconds: 0 }),
  });
  const { now } = await answer.json();
  return `${now.slice(0, 16)}:00Z`;
}

function installed({ name, family }) {
  try {
    const css = createRequire(import.meta.url).resolve(`${name}/400.css`);
    return [{ name, family, folder: dirname(css) }];
  } catch {
    console.log(`Without ${name}: some signs will be missing.`);
    return [];
  }
}

async function addFonts(page) {
  for (const { name, folder } of fonts) {
    // The digits of the emoji's font are for keycaps.
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
  const [emoji, ...others] = fonts.map(({ family }) => `'${family}'`);
  const families = [emoji, "'Open Sans'", ...others, 'sans-serif'].filter(Boolean).join(', ');
  await page.addStyleTag({ content: `:root { --font: ${families} !important; }` });
}
