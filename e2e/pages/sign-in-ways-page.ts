import { expect, type Locator, type Page } from '@playwright/test';

/** The demo's page "Ways to sign in". */
export class SignInWaysPage {
  /** The panel with the way in use and the state of the sign-in. */
  readonly inUse: Locator;
  readonly renewButton: Locator;
  readonly reloadButton: Locator;

  constructor(readonly page: Page) {
    this.inUse = page.getByRole('region', { name: /^In use now/ });
    this.renewButton = this.inUse.getByRole('button', { name: 'Renew the token now' });
    this.reloadButton = this.inUse.getByRole('button', { name: 'Reload the page' });
  }

  card(name: string): Locator {
    return this.page.getByRole('article', { name, exact: true });
  }

  /** What the table of a way says. */
  fact(name: string, row: string): Locator {
    return this.card(name).getByRole('row', { name: row }).getByRole('cell');
  }

  tryButton(name: string): Locator {
    return this.card(name).getByRole('button', { name: `Try it here: ${name}` });
  }

  async open(): Promise<void> {
    await this.page.goto('/sign-in-ways');
    await expect(this.inUse).toBeVisible();
  }

  /** Chooses a way, and waits until the demo has been loaded anew with it. */
  async choose(name: string): Promise<void> {
    await this.tryButton(name).click();
    await this.expectInUse(name);
  }

  async expectInUse(name: string): Promise<void> {
    await expect(this.inUse.getByRole('heading')).toHaveText(`In use now: ${name}`);
    await expect(this.card(name)).toContainText('This demo uses it now');
    await expect(this.page.getByText('This demo uses it now')).toHaveCount(1);
  }

  /** Loads the page anew by its button, and waits until the panel is there again. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.reloadButton.click()]);
    await expect(this.inUse).toBeVisible();
  }

  async expectState(text: string): Promise<void> {
    await expect(this.inUse.getByRole('status')).toHaveText(text);
  }

  async expectRenewals(count: number): Promise<void> {
    await expect(this.inUse.getByRole('definition').last()).toHaveText(String(count));
  }
}
