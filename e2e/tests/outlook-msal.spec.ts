import { readFile } from 'node:fs/promises';
import { type APIRequestContext, expect, type Page, request, test as base } from '@playwright/test';
import type { Plugin } from 'esbuild';
import { startGraphEmulator } from '../../scripts/emulator.mjs';
import { blocksOf } from '../../scripts/samples/markdown-blocks.mjs';
import { serveApp } from '../commands-app-server';
import { MicrosoftWindow } from '../pages/outlook-page';
import { PopupGuard } from '../popup-guard';

const GUIDE = 'docs/outlook-msal.md';
const ADA = 'ada@contoso.example';

/** Has the app import the code that the guide shows, so that no copy of it can differ. */
const guideAsModule: Plugin = {
  name: 'guide as a module',
  setup(build) {
    build.onResolve({ filter: /\.md$/ }, ({ path }) => ({ path, namespace: 'guide' }));
    build.onLoad({ filter: /.*/, namespace: 'guide' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const sample = blocksOf(path, text).find(({ text }) => text.includes('msal-tokens.ts\n'));
      return { contents: sample?.text ?? '', loader: 'ts', resolveDir: '.' };
    });
  },
};

interface Servers {
  readonly appUrl: string;
  readonly emulatorUrl: string;
}

const test = base.extend<{ control: Control }, { servers: Servers }>({
  servers: [
    async ({}, use) => {
      const emulator = await startGraphEmulator({ port: 0, https: true });
      const app = await serveApp('msal-app.mjs', {
        plugins: [guideAsModule],
        redirectScript: 'msal-redirect.mjs',
      });
      await use({ appUrl: app.url, emulatorUrl: emulator.url });
      app.close();
      await emulator.close();
    },
    { scope: 'worker' },
  ],

  // The certificate of the emulator is of this minute.
  ignoreHTTPSErrors: true,

  control: async ({ servers }, use) => {
    const requests = await request.newContext({ ignoreHTTPSErrors: true });
    await use(new Control(requests, servers.emulatorUrl));
    await requests.dispose();
  },
});

/** Changes what the emulator holds without going through the app. */
class Control {
  constructor(
    private readonly requests: APIRequestContext,
    private readonly url: string,
  ) {}

  async post(action: string, data: object): Promise<void> {
    const answer = await this.requests.post(`${this.url}/_emulator/${action}`, { data });
    expect(answer.ok(), await answer.text()).toBe(true);
  }

  /** Adds an event that is now. */
  addEvent(subject: string): Promise<void> {
    const [start, end] = [Date.now(), Date.now() + 3_600_000].map((time) => ({
      dateTime: new Date(time).toISOString().slice(0, -1),
      timeZone: 'UTC',
    }));
    const body = { subject, start, end };
    return this.post('as', { email: ADA, method: 'POST', path: 'me/events', body });
  }
}

test.describe(`the sample of ${GUIDE}`, () => {
  let popups: PopupGuard;

  test.beforeEach(async ({ page, context, servers, control }) => {
    await control.post('reset', {});
    await control.post('users', { email: ADA, name: 'Ada', timeZone: 'UTC' });
    await control.addEvent('Piano lesson');
    popups = await PopupGuard.watch(context);
    await page.goto(`${servers.appUrl}/?authority=${servers.emulatorUrl}/common`);
    await expect(page.getByRole('status')).toHaveText('signed-out');
    await (await windowOf(page)).signIn(ADA);
    await expect(page.getByRole('status')).toHaveText('signed-in');
    await expect(page.getByText('Piano lesson')).toBeVisible();
  });

  test.afterEach(() => {
    expect(popups.windowsWithoutGesture).toEqual([]);
  });

  test('a token that Graph refuses: MSAL renews it in silence, and after a reload nobody is asked', async ({
    page,
    control,
  }) => {
    await control.addEvent('Concert');
    await control.post('expireTokens', { email: ADA });
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByText('Concert')).toBeVisible();
    await expect(page.getByRole('status')).toHaveText('signed-in');
    await page.reload();
    await expect(page.getByText('Concert')).toBeVisible();
    expect(popups.openings).toHaveLength(1);
  });

  test('MSAL cannot renew: the window opens in the click, although MSAL knows the account', async ({
    page,
    control,
  }) => {
    await control.post('revoke', { email: ADA });
    await control.post('expireTokens', { email: ADA });
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByRole('status')).toHaveText('expired');
    const window = await windowOf(page);
    await window.button('Sign in').click();
    await expect(page.getByRole('status')).toHaveText('signed-in');
    await control.addEvent('Concert');
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(page.getByText('Concert')).toBeVisible();
    expect(popups.openings).toHaveLength(2);
  });
});

/** Presses the button that opens MSAL's window. */
async function windowOf(page: Page): Promise<MicrosoftWindow> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  return new MicrosoftWindow(popup);
}
