import { expect, type Locator, type Page } from '@playwright/test';

/** The dialog that edits an event, or that shows one which can only be read. */
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

  /** The button that answers an invitation. */
  answer(name: 'Yes' | 'Maybe' | 'No'): Locator {
    return this.root.getByRole('group', { name: 'Are you coming?' }).getByRole('button', { name });
  }

  guest(name: string): Locator {
    return this.root.getByRole('list').getByRole('listitem').filter({ hasText: name });
  }

  async addGuest(email: string): Promise<void> {
    await this.root.getByRole('textbox', { name: 'Guests' }).fill(email);
    await this.button('Add guest').click();
    await expect(this.guest(email)).toBeVisible();
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

  /** Waits until the dialog is gone from the page: until then it may still receive the keys that are pressed. */
  async expectClosed(): Promise<void> {
    await expect(this.page.locator('dialog')).toHaveCount(0);
  }
}
