import { expect, type Locator, type Page } from '@playwright/test';
import { CalendarBoard } from './calendar-board';
import { SignInWindow } from './sign-in-window';

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

  /** In Google's window, in which everything is allowed. */
  async signInByWindow(account: string): Promise<void> {
    const [popup] = await Promise.all([
      this.page.waitForEvent('popup'),
      this.page.getByRole('button', { name: 'Sign in with Google' }).click(),
    ]);
    const window = new SignInWindow(popup);
    await window.chooseAccount(account);
    await window.allow();
  }

  /** On Google's page, which takes the place of this one. */
  async signInByRedirect(account: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in with Google' }).click();
    const google = new SignInWindow(this.page);
    await google.chooseAccount(account);
    await google.allowButton.click();
  }

  /** By the demo's own tokens, which are of one account alone. */
  async signInHere(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sign in without asking' }).click();
  }

  /** Shows the calendar, waits for its events, and comes back to this page. */
  async expectEvents(): Promise<void> {
    await this.inUse.getByRole('link', { name: 'See the calendar' }).click();
    const board = new CalendarBoard(this.page);
    await expect(board.event(/Stand-up/).first()).toBeVisible();
    await this.page.getByRole('link', { name: 'Ways to sign in' }).click();
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
