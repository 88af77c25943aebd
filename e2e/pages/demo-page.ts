import { expect, type Locator, type Page, type Response } from '@playwright/test';
import { browserStorage } from '../browser-storage';
import type { GoogleEmulator } from '../google-emulator';
import { CalendarBoard } from './calendar-board';
import { EventDialog } from './event-dialog';
import { SignInWindow } from './sign-in-window';

export const ADA = 'ada.meyer@example.com';
export const JONAS = 'jonas.okafor@example.com';

/** Words that only Ada's calendars hold, whatever the week. */
export const ADAS_WORDS = [ADA, 'Studio Halde', 'Stand-up', 'Sofía', 'Canoe club (Jonas)'];

/** The demo, as its user meets it. */
export class DemoPage {
  readonly board: CalendarBoard;
  readonly dialog: EventDialog;
  readonly signInButton: Locator;
  readonly signInAgainButton: Locator;
  readonly newEventButton: Locator;
  readonly reloadButton: Locator;

  constructor(
    readonly page: Page,
    readonly google: GoogleEmulator,
  ) {
    this.board = new CalendarBoard(page);
    this.dialog = new EventDialog(page);
    this.signInButton = this.button('Sign in with Google');
    this.signInAgainButton = this.button('Sign in again');
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

  /** The board is not busy yet when the page opens, so the answer is awaited first. */
  async publicCalendarLoaded(open: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.page.waitForResponse(isListOfEvents), open()]);
    await this.board.loaded();
  }

  /** Presses Reload, and waits until Google was asked, by whichever tab, and all of it is there. */
  async reload(): Promise<void> {
    const answer = this.page.context().waitForEvent('response', isListOfCalendars);
    await this.reloadButton.click();
    await answer;
    await this.board.loaded();
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

  /** The whole page goes to Google, and comes back when the calendar is there. */
  async signInByRedirect(email: string): Promise<void> {
    await this.open();
    await this.signInButton.click();
    const google = new SignInWindow(this.page);
    await google.chooseAccount(email);
    await google.allowButton.click();
    await this.signedIn(email);
  }

  /** One click: Google knows who it is and what was allowed, and its window closes by itself. */
  async continueByOneClick(): Promise<void> {
    const window = await this.openSignIn(this.signInAgainButton);
    await window.closed();
    await expect(this.signInAgainButton).toHaveCount(0);
    await this.board.loaded();
  }

  /** The page has lost its token, not who it was. */
  async reloadAndContinue(email: string): Promise<void> {
    await this.page.reload();
    await this.continueByOneClick();
    await this.signedIn(email);
  }

  async signedIn(email: string): Promise<void> {
    await expect(this.accountButton(email)).toBeVisible();
    await this.board.loaded();
  }

  /** In the same browser; it is signed in by what this one has. */
  async anotherTab(email: string, { hidden = false } = {}): Promise<DemoPage> {
    const page = await this.page.context().newPage();
    if (hidden) {
      await page.addInitScript(becomes, 'hidden' as const);
    }
    const tab = new DemoPage(page, this.google);
    await tab.open();
    await tab.signedIn(email);
    return tab;
  }

  async hide(): Promise<void> {
    await this.page.evaluate(becomes, 'hidden' as const);
  }

  async show(): Promise<void> {
    await this.page.evaluate(becomes, 'visible' as const);
  }

  /** The browser has a copy of every calendar that is seen to be switched on, and of one at least. */
  async copied(): Promise<void> {
    const missing = async () => {
      const stored = JSON.stringify((await browserStorage(this.page)).databases);
      const copies = stored.match(/"current":\{[^}]*"cursor"/g)?.length ?? 0;
      // Counted each time: right after the sign-in the list of calendars is not there yet.
      const switchedOn = await this.page.getByRole('switch', { checked: true }).count();
      return Math.max(1, switchedOn) - copies;
    };
    await expect.poll(missing).toBeLessThanOrEqual(0);
  }

  /** The browser's copy has come to hold this text. */
  async copyHolds(text: string): Promise<void> {
    const copy = async () => JSON.stringify((await browserStorage(this.page)).databases);
    await expect.poll(copy).toContain(text);
  }

  async signOut(email: string): Promise<void> {
    await this.accountButton(email).click();
    await this.button('Sign out').click();
    await expect(this.signInButton).toBeVisible();
  }
}

function isListOfCalendars(response: Response): boolean {
  return isRead(response, '/users/me/calendarList');
}

function isListOfEvents(response: Response): boolean {
  return isRead(response, '/events');
}

function isRead(response: Response, path: string): boolean {
  return response.request().method() === 'GET' && new URL(response.url()).pathname.endsWith(path);
}

/** A headless browser says of every page that it is visible. */
function becomes(visibility: 'hidden' | 'visible'): void {
  const hidden = visibility === 'hidden';
  Object.defineProperty(document, 'visibilityState', { get: () => visibility, configurable: true });
  Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
