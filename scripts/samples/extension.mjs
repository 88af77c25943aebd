/**
 * `npm run test:extension`: builds the app of docs/five-minutes.md as the browser extension of docs/browser-extension.md,
 * loads it in a Chromium and waits for the events. The npm Chromium is a headless shell, which loads no extensions. So the
 * browser is that of `EXTENSION_BROWSER`, else an installed `chromium` (Debian: `apt-get install chromium`); without one the
 * test is skipped. `chrome.identity` needs Google, so it is replaced by functions that return a token of the emulator.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from '@playwright/test';
import { emulatorConfig, startEmulator } from '../emulator.mjs';
import { blocksOf } from './markdown-blocks.mjs';
import { newAngularApp } from './new-folders.mjs';
import { run } from './run.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const APP_FOLDER = join(ROOT, 'dist/samples/extension');
const EXTENSION_FOLDER = join(APP_FOLDER, 'dist/my-app/browser');
const executablePath = [process.env.EXTENSION_BROWSER, '/usr/bin/chromium'].find(
  (path) => path && existsSync(path),
);
const ACCOUNT = 'extension@example.com';
const EVENT_TITLE = 'Seen in an extension';

if (!executablePath) {
  console.log('Skipped: no browser here loads extensions. Run: apt-get install chromium');
  process.exit(0);
}
const emulator = await startEmulator({ port: 0 });
const profile = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-extension-'));
try {
  await buildExtension();
  await openExtension(await accessToken());
  console.log('The extension shows the events of its user.');
} finally {
  await rm(profile, { recursive: true, force: true });
  await emulator.close();
}

async function buildExtension() {
  await rm(APP_FOLDER, { recursive: true, force: true });
  await newAngularApp(APP_FOLDER);
  const app = await blocksOfFile('docs/five-minutes.md');
  const guide = await blocksOfFile('docs/browser-extension.md');
  const blocks = [...app, ...guide];
  for (const name of ['src/app/app.ts', 'src/styles.css', 'src/app/chrome-sign-in.ts']) {
    const { context, text } = blocks.find(({ text }) =>
      text.split('\n', 1)[0].includes(` ${name}`),
    );
    await mkdir(dirname(join(APP_FOLDER, name)), { recursive: true });
    await writeFile(join(APP_FOLDER, name), `${context}\n${text}`);
  }
  const { endpoints } = emulatorConfig(emulator.url);
  await writeFile(
    join(APP_FOLDER, 'src/app/app.config.ts'),
    `import { provideGoogleCalendarSync } from 'ngx-calendar-sync/google';
import { chromeSignIn } from './chrome-sign-in';
const endpoints = ${JSON.stringify(endpoints)};
export const appConfig = { providers: [provideGoogleCalendarSync({ auth: chromeSignIn, endpoints })] };
`,
  );
  await withoutInlineScript(join(APP_FOLDER, 'angular.json'));
  await run(APP_FOLDER, 'ng', 'build', '--no-progress');
  const manifest = guide.find(({ language }) => language === 'json').text;
  await writeFile(join(EXTENSION_FOLDER, 'manifest.json'), manifest);
}

async function blocksOfFile(file) {
  return blocksOf(file, await readFile(join(ROOT, file), 'utf8'));
}

/** An extension may run no inline script, so critical CSS must not be inlined, as docs/browser-extension.md says. */
async function withoutInlineScript(file) {
  const workspace = JSON.parse(await readFile(file, 'utf8'));
  const { production } = workspace.projects['my-app'].architect.build.configurations;
  production.optimization = {
    scripts: true,
    styles: { minify: true, inlineCritical: false },
    fonts: true,
  };
  await writeFile(file, JSON.stringify(workspace));
}

async function openExtension(token) {
  const context = await playwright.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-background-networking',
      `--disable-extensions-except=${EXTENSION_FOLDER}`,
      `--load-extension=${EXTENSION_FOLDER}`,
    ],
  });
  try {
    const page = await context.newPage();
    await page.addInitScript((value) => {
      const { identity } = globalThis.chrome;
      identity.getAuthToken = () => Promise.resolve({ token: value });
      identity.removeCachedAuthToken = () => Promise.resolve();
      identity.clearAllCachedAuthTokens = () => Promise.resolve();
    }, token);
    await page.goto(`chrome-extension://${idOf(EXTENSION_FOLDER)}/index.html`);
    await page.getByRole('button', { name: `Sign out ${ACCOUNT}` }).waitFor();
    await page.getByText(EVENT_TITLE).first().waitFor();
  } finally {
    await context.close();
  }
}

/** Chromium derives the id of an unpacked extension from its path. */
function idOf(path) {
  const hex = createHash('sha256').update(path).digest('hex').slice(0, 32);
  return hex.replace(/./g, (digit) => 'abcdefghijklmnop'[parseInt(digit, 16)]);
}

async function accessToken() {
  const day = new Date().toISOString().slice(0, 10);
  const start = { dateTime: `${day}T10:00:00Z` };
  const end = { dateTime: `${day}T11:00:00Z` };
  await control('users', {
    email: ACCOUNT,
    timeZone: 'UTC',
    events: [{ summary: EVENT_TITLE, start, end }],
  });
  const { access_token: token } = await control('token', {
    email: ACCOUNT,
    scopes: ['https://www.googleapis.com/auth/calendar'],
  });
  return token;
}

async function control(action, body) {
  const response = await fetch(`${emulator.url}/_emulator/${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return response.json();
}
