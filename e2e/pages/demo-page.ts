import { expect, type Locator, type Page } from '@playwright/test';
import type { GoogleEmulator } from '../google-emulator';
import { CalendarBoard } from './calendar-board';
import { EventDialog } from './event-dialog';
import { SignInWindow } from './sign-in-window';

export const ada = 'ada.meyer@example.com';
export const jonas = 'jonas.okafor@example.com';

/** The demo, as its user meets it. */
export class DemoPage {
  readonly board: CalendarBoard;
  readonly dialog: EventDialog;
  readonly signInButton: Locator;
  readonly newEventButton: Locator;
  readonly reloadButton: Locator;

  constructor(
    readonly page: Page,
    readonly google: GoogleEmulator,
  ) {
    this.board = new CalendarBoard(page);
    this.dialog = new EventDialog(page);
    this.signInButton = this.button('Sign in with Google');
    this.newEventButton = this.button('New event');
    this.reloadButton = this.button('Reload');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  accountButton(email: string): Locator {
    return this.button(`Account: ${email}`);
  }

  calendarSwitch(name: string): Locator {
    return this.page.getByRole('switch', { name, exact: true });
  }

  get alert(): Locator {
    return this.page.getByRole('alert');
  }

  /** Where the app tells how it went. */
  get notifications(): Locator {
    return this.page.getByRole('region', { name: 'Notifications' });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
  }

  /** Presses what opens Google's window. */
  async openSignIn(button = this.signInButton): Promise<SignInWindow> {
    const [popup] = await Promise.all([this.page.waitForEvent('popup'), button.click()]);
    return new SignInWindow(popup);
  }

  /** Through the window, everything allowed, until the calendar is there. */
  async signIn(email: string): Promise<void> {
    await this.open();
    const window = await this.openSignIn();
    await window.chooseAccount(email);
    await window.allow();
    await this.signedIn(email);
  }

  /** After a reload the page has forgotten who it was; Google has not. */
  async reloadAndSignIn(email: string): Promise<void> {
    await this.page.reload();
    const window = await this.openSignIn();
    await window.chooseKnownAccount(email);
    await this.signedIn(email);
  }

  async signedIn(email: string): Promise<void> {
    await expect(this.accountButton(email)).toBeVisible();
    await this.board.loaded();
  }

  async signOut(email: string): Promise<void> {
    await this.accountButton(email).click();
    await this.button('Sign out').click();
    await expect(this.signInButton).toBeVisible();
  }
}
