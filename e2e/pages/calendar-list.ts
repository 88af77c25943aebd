import type { Locator, Page } from '@playwright/test';

/** The list of calendars, and the dialogs in which calendars are made, changed and subscribed to. */
export class CalendarList {
  readonly newButton: Locator;
  readonly subscribeButton: Locator;

  constructor(readonly page: Page) {
    this.newButton = page.getByRole('button', { name: 'New calendar', exact: true });
    this.subscribeButton = page.getByRole('button', { name: 'Subscribe…', exact: true });
  }

  /** The button that opens the settings of a calendar. */
  settings(name: string): Locator {
    return this.page.getByRole('button', { name: `Settings of ${name}`, exact: true });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** Of the dialog that is open. */
  get allowButton(): Locator {
    return this.page.getByRole('dialog').getByRole('button', { name: 'Allow', exact: true });
  }
}
