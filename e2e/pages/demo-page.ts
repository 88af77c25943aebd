import { expect, type Locator, type Page, type Response } from '@playwright/test';
import type { GoogleEmulator } from '../google-emulator';
import { ALL_DATABASES, storedRecords } from '../stored-records';
import { CalendarBoard } from './calendar-board';
import { CalendarList } from './calendar-list';
import { EventDialog } from './event-dialog';
import { RecurrenceField } from './recurrence-field';
import { SeriesQuestion } from './series-question';
import { SignInWindow } from './sign-in-window';

export const ADA = 'ada.meyer@example.com';
export const JONAS = 'jonas.okafor@example.com';

/** Texts that are in Ada's calendars in every week and, apart from her address, in no other account's. */
export const ADAS_WORDS = [ADA, 'Studio Halde', 'Stand-up', 'Sofía', 'Canoe club (Jonas)'];

/** Of questions that the page answers within milliseconds. */
const POLL_INTERVALS_MS = [50, 100, 200];

/** The demo's page, as its user sees it. */
export class DemoPage {
  readonly board: CalendarBoard;
  readonly dialog: EventDialog;
  readonly recurrence: RecurrenceField;
  readonly seriesQuestion: SeriesQuestion;
  readonly calendarList: CalendarList;
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
    this.recurrence = new RecurrenceField(page);
    this.seriesQuestion = new SeriesQuestion(page);
    this.calendarList = new CalendarList(page);
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

  /** The region in which the app reports results. */
  get notifications(): Locator {
    return this.page.getByRole('region', { name: 'Notifications' });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
  }

  /** Opens the public calendar by `open`, and waits until Google has answered and the board is not busy any more. */
  async waitForPublicCalendar(open: () => Promise<unknown>): Promise<void> {
    await Promise.all([this.page.waitForResponse(isListOfEvents), open()]);
    await this.board.waitUntilLoaded();
  }

  /** Presses the Reload button, and waits until Google has answered, to any tab, and the board is not busy any more. */
  async reloadCalendars(): Promise<void> {
    const answer = this.page.context().waitForEvent('response', isListOfCalendars);
    await this.reloadButton.click();
    await answer;
    await this.board.waitUntilLoaded();
  }

  /** Presses a button that opens Google's window. */
  async openSignIn(button = this.signInButton): Promise<SignInWindow> {
    const [popup] = await Promise.all([this.page.waitForEvent('popup'), button.click()]);
    return new SignInWindow(popup);
  }

  /** Signs in in Google's window and allows everything that it asks for. */
  async signIn(email: string): Promise<void> {
    await this.open();
    const window = await this.openSignIn();
    await window.chooseAccount(email);
    await window.allow();
    await this.waitUntilSignedIn(email);
  }

  /** Allows the app to change calendars, in the dialog that asks for it, and waits until it may. */
  async allowManaging(): Promise<void> {
    const window = await this.openSignIn(this.calendarList.allowButton);
    await window.allow();
    await expect(this.calendarList.allowButton).toHaveCount(0);
  }

  /** Signs in by a redirect of the whole page to Google and back. */
  async signInByRedirect(email: string): Promise<void> {
    await this.open();
    await this.signInButton.click();
    const google = new SignInWindow(this.page);
    await google.chooseAccount(email);
    await google.allowButton.click();
    await this.waitUntilSignedIn(email);
  }

  /** Presses Sign in again. Google's window closes by itself, because the account has allowed everything before. */
  async signInAgainByOneClick(): Promise<void> {
    const window = await this.openSignIn(this.signInAgainButton);
    await window.waitUntilClosed();
    await expect(this.signInAgainButton).toHaveCount(0);
    await this.board.waitUntilLoaded();
  }

  /** Reloads the page, which loses its token but remembers the account, and signs in again. */
  async reloadPageAndSignInAgain(email: string): Promise<void> {
    await this.page.reload();
    await this.signInAgainByOneClick();
    await this.waitUntilSignedIn(email);
  }

  async waitUntilSignedIn(email: string): Promise<void> {
    await expect(this.accountButton(email)).toBeVisible();
    await this.board.waitUntilLoaded();
  }

  /** Opens the demo in another tab of the same browser, and waits until it is signed in without a click. */
  async openTab(email: string, { hidden = false } = {}): Promise<DemoPage> {
    const page = await this.page.context().newPage();
    if (hidden) {
      await page.addInitScript(setVisibility, 'hidden' as const);
    }
    const tab = new DemoPage(page, this.google);
    await tab.open();
    await tab.waitUntilSignedIn(email);
    return tab;
  }

  async hide(): Promise<void> {
    await this.page.evaluate(setVisibility, 'hidden' as const);
  }

  async show(): Promise<void> {
    await this.page.evaluate(setVisibility, 'visible' as const);
  }

  /** Waits until the browser has a complete replica of each calendar that is switched on, and of one at least. */
  async waitForReplica(): Promise<void> {
    const missing = async () => {
      const stored = JSON.stringify(await storedRecords(this.page, ALL_DATABASES));
      const complete = stored.match(/"current":\{(?:[^{}]|\{[^{}]*\})*"cursor"/g)?.length ?? 0;
      // Counted again each time, because right after the sign-in the list of calendars is still empty.
      const switchedOn = await this.page.getByRole('switch', { checked: true }).count();
      return Math.max(1, switchedOn) - complete;
    };
    await expect.poll(missing, { intervals: POLL_INTERVALS_MS }).toBeLessThanOrEqual(0);
  }

  /** Waits until the browser's replica contains this text. */
  async waitForReplicaToContain(text: string): Promise<void> {
    const stored = async () => JSON.stringify(await storedRecords(this.page, ALL_DATABASES));
    await expect.poll(stored, { intervals: POLL_INTERVALS_MS }).toContain(text);
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

/** Makes a page report this visibility: a headless browser reports every page as visible. */
function setVisibility(visibility: 'hidden' | 'visible'): void {
  const hidden = visibility === 'hidden';
  Object.defineProperty(document, 'visibilityState', { get: () => visibility, configurable: true });
  Object.defineProperty(document, 'hidden', { get: () => hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}
