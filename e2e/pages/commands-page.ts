import { expect, type Locator, type Page } from '@playwright/test';
import type { CalendarView } from 'ngx-calendar-sync';
import type {
  GoogleCalendarEvent,
  GoogleCalendarService,
  GoogleCalendarSyncConfig,
} from 'ngx-calendar-sync/google';
import { emulatorConfig } from '../../scripts/emulator.mjs';
import { FULL_ACCESS_SCOPE, type GoogleEmulator } from '../google-emulator';
import { SignInWindow } from './sign-in-window';

/** What e2e/commands-app.mjs gives to scripts in its page. */
declare global {
  var service: GoogleCalendarService;
  /** The code of the error with which a command rejects; undefined where it resolves. */
  var errorCode: (command: Promise<unknown>) => Promise<string | undefined>;
  /** The event that a test works on. */
  var written: GoogleCalendarEvent;
  /** The list that a test reads page by page. */
  var pages: AsyncIterator<readonly GoogleCalendarEvent[]>;
  /** What an observable of the service has emitted last. */
  var latest: unknown;
  /** Of the command that a test gives up, and what has become of the command. */
  var controller: AbortController;
  var outcome: Promise<unknown>;
  var components: Record<
    'watchEvents' | 'setView' | 'change',
    (name: string, view: CalendarView) => void
  > & {
    destroy(name: string): void;
  };
}

/** The page of e2e/commands-app.mjs, in which tests call the library's service by `page.evaluate()`. */
export class CommandsPage {
  readonly #url: string;
  readonly #google: GoogleEmulator;
  readonly #googleRequests: string[] = [];
  #givenTokens = 0;

  constructor(
    readonly page: Page,
    google: GoogleEmulator,
    url: string,
  ) {
    this.#google = google;
    this.#url = url;
    page.context().on('request', (request) => {
      if (request.url().startsWith(google.url)) {
        this.#googleRequests.push(request.url());
      }
    });
  }

  /** The URLs that the page and its windows have requested of Google. */
  get googleRequests(): readonly string[] {
    return [...this.#googleRequests];
  }

  /** How often the app has been asked for a token. */
  get givenTokens(): number {
    return this.#givenTokens;
  }

  get signInButton(): Locator {
    return this.page.getByRole('button', { name: 'Sign in' });
  }

  get status(): Locator {
    return this.page.getByRole('status');
  }

  /** The titles in the list of a component. */
  titles(component: string): Locator {
    return this.page.getByRole('list', { name: component }).getByRole('listitem');
  }

  /** Opens the app, which gives the library tokens of this account: nobody has to sign in. */
  async openAs(email: string, config: GoogleCalendarSyncConfig = {}): Promise<void> {
    await this.page.exposeFunction('giveToken', async () => {
      this.#givenTokens++;
      return this.#google.token(email);
    });
    await this.open({ scopes: FULL_ACCESS_SCOPE, ...config });
    await expect(this.status).toHaveText('signed-in');
  }

  /** Opens the app with nobody signed in. */
  async open(config: GoogleCalendarSyncConfig = {}): Promise<void> {
    const whole = { ...emulatorConfig(this.#google.url), ...config };
    await this.page.goto(`${this.#url}/?config=${encodeURIComponent(JSON.stringify(whole))}`);
    await expect(this.status).not.toBeEmpty();
  }

  /** Clicks, and waits for Google's window. */
  async openSignInWindow(): Promise<SignInWindow> {
    const [popup] = await Promise.all([this.page.waitForEvent('popup'), this.signInButton.click()]);
    return new SignInWindow(popup);
  }

  async signIn(email: string): Promise<void> {
    const window = await this.openSignInWindow();
    await window.chooseAccount(email);
    await window.allow();
    await expect(this.status).toHaveText('signed-in');
  }
}
