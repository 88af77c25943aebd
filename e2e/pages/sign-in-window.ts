import type { Locator, Page } from '@playwright/test';

/** What Google asks for, in its own words. */
export const scopeNames = {
  see: /^See and download any calendar/,
  change: /^See, create, change, and delete events/,
} as const;

/** Google's window: who one is, and what the app may do. */
export class SignInWindow {
  constructor(readonly page: Page) {}

  account(email: string): Locator {
    return this.page.getByRole('button', { name: email });
  }

  scope(name: RegExp): Locator {
    return this.page.getByRole('checkbox', { name });
  }

  get allowButton(): Locator {
    return this.page.getByRole('button', { name: 'Allow' });
  }

  async chooseAccount(email: string): Promise<void> {
    await this.account(email).click();
  }

  async untick(scope: RegExp): Promise<void> {
    await this.scope(scope).uncheck();
  }

  async allow(): Promise<void> {
    await this.#closedBy(this.allowButton.click());
  }

  async cancel(): Promise<void> {
    await this.#closedBy(this.page.getByRole('button', { name: 'Cancel' }).click());
  }

  /** Whoever allowed everything before is asked no more than who they are. */
  async chooseKnownAccount(email: string): Promise<void> {
    await this.#closedBy(this.account(email).click());
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async #closedBy(act: Promise<void>): Promise<void> {
    await Promise.all([this.closed(), act]);
  }

  async closed(): Promise<void> {
    if (!this.page.isClosed()) {
      await this.page.waitForEvent('close');
    }
  }
}
