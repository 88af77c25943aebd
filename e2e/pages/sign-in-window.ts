import type { Locator, Page } from '@playwright/test';

/** The labels of the permissions that Google's consent screen lists. */
export const SCOPE_LABELS = {
  see: /^See and download any calendar/,
  change: /^See, create, change, and delete events/,
} as const;

/** Google's window, in which the user chooses an account and allows permissions. */
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
    await this.#waitUntilClosedBy(this.allowButton.click());
  }

  async cancel(): Promise<void> {
    await this.#waitUntilClosedBy(this.page.getByRole('button', { name: 'Cancel' }).click());
  }

  /** For an account that has allowed everything before: the window closes without a question about permissions. */
  async chooseKnownAccount(email: string): Promise<void> {
    await this.#waitUntilClosedBy(this.account(email).click());
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async #waitUntilClosedBy(action: Promise<void>): Promise<void> {
    await Promise.all([this.waitUntilClosed(), action]);
  }

  async waitUntilClosed(): Promise<void> {
    if (!this.page.isClosed()) {
      await this.page.waitForEvent('close');
    }
  }
}
