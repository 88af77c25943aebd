import { expect, type Locator, type Page } from '@playwright/test';
import { type DemoPage } from './demo-page';

/** The Lab of the demo, as its user sees it. */
export class LabPage {
  readonly page: Page;
  /** The sentence about the state of the service. */
  readonly summary: Locator;
  readonly askButton: Locator;
  readonly putAllBackButton: Locator;
  /** The changes that Google has not confirmed. */
  readonly outbox: Locator;

  constructor(readonly demo: DemoPage) {
    this.page = demo.page;
    const state = this.page.getByRole('region', { name: 'State' });
    this.summary = state.getByRole('status');
    this.askButton = state.getByRole('button', { name: 'Ask Google now' });
    this.putAllBackButton = demo.button('Put all back');
    this.outbox = this.page.getByRole('region', { name: 'Outbox' });
  }

  /** Signs in, and goes to the Lab once the local copy is complete. */
  async signIn(email: string): Promise<void> {
    await this.demo.signIn(email);
    await this.demo.waitForReplica();
    await this.page.getByRole('link', { name: 'Lab', exact: true }).click();
    await this.waitUntilSynced();
  }

  async waitUntilSynced(): Promise<void> {
    await expect(this.summary).toHaveText('In sync with Google.');
  }

  card(title: string): Locator {
    return this.page
      .locator('app-experiment-card')
      .filter({ has: this.page.getByRole('heading', { name: title }) });
  }

  /** What an experiment says about how it stands. */
  news(title: string): Locator {
    return this.card(title).getByRole('status');
  }

  async press(button: string): Promise<void> {
    await this.page.locator('app-experiment-card').getByRole('button', { name: button }).click();
  }

  /** The next events with this title. */
  event(title: string): Locator {
    return this.page
      .getByRole('region', { name: 'Next events' })
      .getByRole('listitem')
      .filter({ has: this.page.getByText(title, { exact: true }) });
  }

  /** The rows of the request log which hold all of these texts. */
  requests(...texts: readonly string[]): Locator {
    const rows = this.page
      .getByRole('region', { name: 'Request log' })
      .locator('tbody')
      .getByRole('row');
    return texts.reduce((found, text) => found.filter({ hasText: text }), rows);
  }

  async clearRequests(): Promise<void> {
    await this.demo.button('Clear').click();
  }
}
