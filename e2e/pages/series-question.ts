import { expect, type Locator, type Page } from '@playwright/test';

export type SeriesAnswer = 'This event' | 'This and following events' | 'All events';

/** The dialog that asks for which events of a series a change is meant. */
export class SeriesQuestion {
  readonly root: Locator;

  constructor(page: Page) {
    this.root = page.getByRole('dialog', { name: /^Which events/ });
  }

  choice(name: SeriesAnswer | 'Cancel'): Locator {
    return this.root.getByRole('button', { name, exact: true });
  }

  async answer(name: SeriesAnswer | 'Cancel'): Promise<void> {
    await this.choice(name).click();
    await expect(this.root).toHaveCount(0);
  }
}
