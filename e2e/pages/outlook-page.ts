import { expect, type Locator, type Page, type Response } from '@playwright/test';
import type { DemoPage } from './demo-page';

/** How a user signs in to Outlook in the demo. */
export class OutlookPage {
  readonly signInButton: Locator;

  constructor(readonly demo: DemoPage) {
    this.signInButton = demo.button('Sign in with Outlook');
  }

  /** Signs in at the welcome page in Microsoft's window, and accepts what it asks for. */
  async signIn(email: string): Promise<void> {
    await this.demo.open();
    const window = await this.openWindow(this.signInButton);
    await window.signIn(email);
    await this.demo.waitUntilSignedIn(email);
    // The board is not busy either before the calendars are known, and then takes no new events.
    await expect(this.demo.newEventButton).toBeEnabled();
  }

  /** Presses Sign in again. Microsoft's window closes by itself, because the account has accepted everything before. */
  async signInAgainByOneClick(): Promise<void> {
    const window = await this.openWindow(this.demo.signInAgainButton);
    await window.waitUntilClosed();
    await expect(this.demo.signInAgainButton).toHaveCount(0);
  }

  /** Presses the Reload button of a tab, and waits until Outlook has answered, to any tab, and the board is not busy any more. */
  async reloadCalendars(tab = this.demo): Promise<void> {
    const answer = tab.page.context().waitForEvent('response', isListOfCalendars);
    await tab.reloadButton.click();
    await answer;
    await tab.board.waitUntilLoaded();
  }

  /** Presses a button that opens Microsoft's window. */
  async openWindow(button: Locator): Promise<MicrosoftWindow> {
    const [popup] = await Promise.all([this.demo.page.waitForEvent('popup'), button.click()]);
    return new MicrosoftWindow(popup);
  }
}

/** Microsoft's page, in a window or in place of the demo's, on which the user chooses an account and accepts permissions. */
export class MicrosoftWindow {
  constructor(readonly page: Page) {}

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async waitUntilClosed(): Promise<void> {
    if (!this.page.isClosed()) {
      await this.page.waitForEvent('close');
    }
  }

  async signIn(email: string): Promise<void> {
    await this.chooseAccount(email);
    const closed = this.page.waitForEvent('close');
    // The window may be gone before the click is over.
    await this.button('Accept')
      .click()
      .catch(() => undefined);
    await closed;
  }

  async chooseAccount(email: string): Promise<void> {
    await this.page.getByRole('button', { name: email }).click();
  }
}

function isListOfCalendars(response: Response): boolean {
  return (
    response.request().method() === 'GET' &&
    new URL(response.url()).pathname.endsWith('/v1.0/me/calendars')
  );
}
