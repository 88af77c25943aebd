import { expect, type Locator, type Page } from '@playwright/test';

/** The part of the event dialog that says when an event repeats. */
export class RecurrenceField {
  readonly root: Locator;

  constructor(page: Page) {
    this.root = page.locator('app-recurrence-field');
  }

  get frequency(): Locator {
    return this.root.getByLabel('Repeats', { exact: true });
  }

  get interval(): Locator {
    return this.root.getByRole('spinbutton', { name: 'Interval' });
  }

  get dayOfMonth(): Locator {
    return this.root.getByLabel('Day of the month');
  }

  get ends(): Locator {
    return this.root.getByLabel('Ends');
  }

  get lastDay(): Locator {
    return this.root.getByLabel('Last day');
  }

  get numberOfTimes(): Locator {
    return this.root.getByRole('spinbutton', { name: 'Number of times' });
  }

  weekday(name: string): Locator {
    return this.root.getByRole('group', { name: 'Repeats on' }).getByRole('checkbox', { name });
  }

  /** Waits until the field says this rule. */
  async expectWords(words: string): Promise<void> {
    await expect(this.root.getByText(words, { exact: true })).toBeVisible();
  }
}
