import { createReadStream, existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../chromium.mjs';

const CONTENT_TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
};
const ACCOUNT = 'newcomer@example.com';
const TIMED_EVENT = 'Coffee with Grace';
const ALL_DAY_EVENT = 'Moving house';
/** https://www.w3.org/TR/WCAG22/#contrast-minimum */
const MIN_CONTRAST_RATIO = 4.5;

/** Opens the built app as a new user: signs in, waits for the events, and drags one. Throws if anything is wrong. */
export async function openApp(folder, emulatorUrl) {
  await createAccount(emulatorUrl);
  const site = await serveFolder(folder);
  const { executablePath, env, args } = await chromium();
  const browser = await playwright.launch({
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    env: { ...process.env, ...env },
    args,
  });
  try {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
    const errors = [];
    context.on('weberror', (webError) => errors.push(webError.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error') {
        errors.push(message.text());
      }
    });
    const page = await context.newPage();
    await page.goto(site.url);
    await signIn(page);
    await page.getByRole('button', { name: `Sign out ${ACCOUNT}` }).waitFor();
    await page.getByText(TIMED_EVENT).first().waitFor();
    await page.getByText(ALL_DAY_EVENT).first().waitFor();
    for (const title of [TIMED_EVENT, ALL_DAY_EVENT]) {
      await expectReadable(page.getByText(title).first());
    }
    await moveAnHourLater(page, emulatorUrl);
    if (errors.length > 0) {
      throw new Error(`the page reported\n${errors.join('\n')}`);
    }
  } finally {
    await browser.close();
    site.close();
  }
}

async function signIn(page) {
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  const google = await opened;
  const closed = google.waitForEvent('close');
  await google.getByRole('button', { name: ACCOUNT }).click();
  await google.getByRole('button', { name: 'Allow' }).click();
  await closed;
}

/** Throws if the contrast of the text to the nearest background that is not transparent is too low. */
async function expectReadable(text) {
  const { color, background } = await text.evaluate((element) => {
    const { color } = globalThis.getComputedStyle(element);
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = globalThis.getComputedStyle(at);
      if (!/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor)) {
        return { color, background: backgroundColor };
      }
    }
    return { color, background: 'rgb(255, 255, 255)' };
  });
  const [darker, lighter] = [color, background].map(luminanceOf).sort((a, b) => a - b);
  const contrast = (lighter + 0.05) / (darker + 0.05);
  if (contrast < MIN_CONTRAST_RATIO) {
    throw new Error(
      `the contrast of ${color} on ${background} is ${contrast}, and must be ${MIN_CONTRAST_RATIO}.`,
    );
  }
}

/** The relative luminance of `rgb(r, g, b)`: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(color) {
  const [red, green, blue] = color.match(/[\d.]+/g).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Drags the event with the mouse, as FullCalendar needs it, and waits until the emulator has the new time. */
async function moveAnHourLater(page, emulatorUrl) {
  const event = page.getByText(TIMED_EVENT).first();
  await event.scrollIntoViewIfNeeded();
  const { x, y } = await event.boundingBox();
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  await page.mouse.move(x + 5, y + 60, { steps: 10 });
  const written = page.waitForResponse(
    (response) => response.request().method() === 'PATCH' && response.url().startsWith(emulatorUrl),
  );
  await page.mouse.up();
  const { start } = await (await written).json();
  if (new Date(start.dateTime).getTime() <= new Date(today('10:00')).getTime()) {
    throw new Error(
      `the event was dragged to a later time, but the emulator still has ${start.dateTime}.`,
    );
  }
}

/** Creates an account in the emulator that has two events today. */
async function createAccount(emulatorUrl) {
  const day = today().slice(0, 10);
  const next = new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const events = [
    {
      summary: TIMED_EVENT,
      start: { dateTime: today('10:00') },
      end: { dateTime: today('11:30') },
    },
    { summary: ALL_DAY_EVENT, start: { date: day }, end: { date: next } },
  ];
  const response = await fetch(`${emulatorUrl}/_emulator/users`, {
    method: 'POST',
    body: JSON.stringify({ email: ACCOUNT, name: 'New Comer', timeZone: 'UTC', events }),
  });
  if (!response.ok) {
    throw new Error(await response.text());
  }
}

/** The time of day, today, in UTC: `2026-06-01T10:00:00Z`. */
function today(time = '00:00') {
  return `${new Date().toISOString().slice(0, 10)}T${time}:00Z`;
}

async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url, 'http://localhost').pathname);
    const file = extname(path) && existsSync(path) ? path : join(folder, 'index.html');
    response.setHeader('Content-Type', CONTENT_TYPES[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  }).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${server.address().port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
