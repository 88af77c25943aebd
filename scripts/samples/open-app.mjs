import { createReadStream, existsSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../chromium.mjs';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript',
};
const ACCOUNT = 'newcomer@example.com';
const TIMED = 'Coffee with Grace';
const ALL_DAY = 'Moving house';
/** https://www.w3.org/TR/WCAG22/#contrast-minimum */
const LEAST_CONTRAST = 4.5;

/** Signs in as a newcomer would, sees the events, and moves one. */
export async function openApp(folder, emulatorUrl) {
  await newcomer(emulatorUrl);
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
    await page.getByText(TIMED).first().waitFor();
    await page.getByText(ALL_DAY).first().waitFor();
    for (const title of [TIMED, ALL_DAY]) {
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
  if (contrast < LEAST_CONTRAST) {
    throw new Error(`nobody can read ${color} on ${background}: the contrast is ${contrast}.`);
  }
}

/** Of `rgb(r, g, b)`: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminanceOf(color) {
  const [red, green, blue] = color.match(/[\d.]+/g).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** By the mouse, as FullCalendar takes it; Google has the change in the end. */
async function moveAnHourLater(page, emulatorUrl) {
  const event = page.getByText(TIMED).first();
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
    throw new Error(`the event was dragged to a later time, and Google has ${start.dateTime}.`);
  }
}

/** An account of the emulator with two events today. */
async function newcomer(emulatorUrl) {
  const day = today().slice(0, 10);
  const next = new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const events = [
    { summary: TIMED, start: { dateTime: today('10:00') }, end: { dateTime: today('11:30') } },
    { summary: ALL_DAY, start: { date: day }, end: { date: next } },
  ];
  const response = await fetch(`${emulatorUrl}/_emulator/users`, {
    method: 'POST',
    body: JSON.stringify({ email: ACCOUNT, name: 'New Comer', timeZone: 'UTC', events }),
  });
  if (!response.ok) {
    throw new Error(await response.text());
  }
}

/** In UTC. */
function today(time = '00:00') {
  return `${new Date().toISOString().slice(0, 10)}T${time}:00Z`;
}

async function serveFolder(folder) {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url, 'http://localhost').pathname);
    const file = extname(path) && existsSync(path) ? path : join(folder, 'index.html');
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
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
