import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog of an event: to write, or only to read. */
export class EventDialog {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByRole('dialog');
  }

  field(label: string): Locator {
    return this.root.getByLabel(label, { exact: true });
  }

  get title(): Locator {
    return this.field('Title');
  }

  button(name: string): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  async save(): Promise<void> {
    await this.button('Save').click();
  }

  async delete(): Promise<void> {
    await this.button('Delete').click();
  }

  async close(): Promise<void> {
    await this.button('Close').click();
  }

  /** Gone from the page, not only from the screen: a key pressed before that may still be meant for it. */
  async expectClosed(): Promise<void> {
    await expect(this.page.locator('dialog')).toHaveCount(0);
  }
}
