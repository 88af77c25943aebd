import { expect, type Locator, type Page } from '@playwright/test';
import { type DemoPage } from './demo-page';

/** The changes that are not saved at Google yet: their button in the toolbar, and the panel that it opens. */
export class PendingChanges {
  readonly page: Page;
  /** The button, which is there while something is not saved or there is no network. */
  readonly mark: Locator;
  readonly panel: Locator;
  /** How the changes stand, in one sentence. */
  readonly summary: Locator;

  constructor(readonly demo: DemoPage) {
    this.page = demo.page;
    this.mark = this.page.locator('app-sync-mark').getByRole('button');
    this.panel = this.page.getByRole('dialog', { name: 'Unsaved changes' });
    this.summary = this.panel.getByRole('status');
  }

  async open(): Promise<void> {
    await this.mark.click();
    await expect(this.panel).toBeVisible();
  }

  async close(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Close' }).click();
    await this.demo.dialog.expectClosed();
  }

  /** The changes that wait, are sent or have failed, and hold these words. */
  write(words: string | RegExp): Locator {
    return this.panel.getByRole('listitem').filter({ hasText: words });
  }

  /** The conflict about the event with this title. */
  conflict(title: string): Locator {
    return this.panel
      .locator('app-conflict-card')
      .filter({ has: this.page.getByRole('heading', { name: title }) });
  }

  async choose(title: string, button: string): Promise<void> {
    await this.conflict(title).getByRole('button', { name: button, exact: true }).click();
    await expect(this.conflict(title)).toHaveCount(0);
  }
}
