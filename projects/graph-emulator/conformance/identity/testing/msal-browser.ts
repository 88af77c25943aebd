import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { chromium as chosenChromium } from '../../../../../scripts/chromium.mjs';
import type { Shown } from './msal-app/app.ts';

/** Starts the browser of the project's tests. */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env, args } = await chosenChromium();
  return chromium.launch({
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    env: { ...process.env, ...env },
    args,
  });
}

export interface AppSettings {
  readonly appUrl: string;
  readonly identityUrl: string;
  readonly clientId: string;
  readonly tenant?: string;
  readonly scopes?: string;
  readonly loginHint?: string;
}

/** A page of the app with MSAL, and what its user does with it. */
export class MsalPage {
  private constructor(readonly page: Page) {}

  static async open(context: BrowserContext, settings: AppSettings): Promise<MsalPage> {
    const page = await context.newPage();
    const app = new MsalPage(page);
    await app.goTo(settings);
    return app;
  }

  static of(page: Page): MsalPage {
    return new MsalPage(page);
  }

  async goTo(settings: AppSettings): Promise<void> {
    await this.page.goto(addressOf(settings));
    await this.shown();
  }

  /** Presses a button of the app and waits for what it shows. */
  async press(button: string): Promise<Shown> {
    await this.click(button);
    return this.shown();
  }

  click(button: string): Promise<void> {
    return this.page.locator(`#${button}`).click();
  }

  /** Presses a button of the app that opens a window. */
  async openPopup(button: string): Promise<Page> {
    const popup = this.page.context().waitForEvent('page');
    await this.click(button);
    return popup;
  }

  /** Waits for the result. */
  async shown(): Promise<Shown> {
    const output = this.page.locator('output');
    await expect(output).not.toHaveText('', { timeout: 60_000 });
    return JSON.parse(await output.innerText()) as Shown;
  }
}

export function addressOf(settings: AppSettings): string {
  const url = new URL(settings.appUrl);
  const { identityUrl, clientId, tenant = 'common', scopes = 'User.Read', loginHint } = settings;
  url.searchParams.set('authority', `${identityUrl}/${tenant}`);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('scopes', scopes);
  if (loginHint !== undefined) {
    url.searchParams.set('login_hint', loginHint);
  }
  return url.href;
}

/** Chooses an account in a window of the sign-in, and allows what is asked for. */
export async function signIn(window: Page, name: string): Promise<void> {
  await window.getByRole('button', { name }).click();
  await accept(window);
}

export function accept(window: Page): Promise<void> {
  return window.getByRole('button', { name: 'Accept' }).click();
}
