import { expect, type Locator, type Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
}

type ViewName = 'Month' | 'Week' | 'Day' | 'Agenda' | 'Year';

/** An event on screen: `calendar/event` ids, and all that it says. */
export interface ShownEvent {
  readonly key: string;
  readonly text: string;
}

/** The sheet with the events, in whichever view. */
export class CalendarBoard {
  readonly root: Locator;

  constructor(readonly page: Page) {
    this.root = page.getByRole('region', { name: 'Events' });
  }

  event(title: string | RegExp): Locator {
    return this.root.getByRole('button', { name: title });
  }

  view(name: ViewName): Locator {
    return this.page.getByRole('group', { name: 'View' }).getByRole('button', { name });
  }

  async show(name: ViewName): Promise<void> {
    await this.view(name).click();
    await expect(this.view(name)).toHaveAttribute('aria-pressed', 'true');
    await this.loaded();
  }

  async next(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next', exact: true }).click();
    await this.loaded();
  }

  /** All of the view is there. */
  async loaded(): Promise<void> {
    await expect(this.root).toHaveAttribute('aria-busy', 'false');
  }

  /** FullCalendar fills its events a frame after it has placed them. */
  async filled(): Promise<void> {
    const events = this.root.locator('[data-event]');
    await expect(events.first()).toBeVisible();
    await expect(events.filter({ hasNotText: /\S/ })).toHaveCount(0);
    // The demo mends its markup in the frame after.
    await this.root.page().evaluate(() => new Promise(requestAnimationFrame));
  }

  /** Each event once, however many days it goes over. */
  async shownEvents(): Promise<readonly ShownEvent[]> {
    const shown = await this.root
      .locator('[data-event]')
      .evaluateAll((elements) =>
        elements.map((element): [string, string] => [
          element.getAttribute('data-event') ?? '',
          element.textContent,
        ]),
      );
    return Array.from(new Map(shown), ([key, text]) => ({ key, text }));
  }

  /** The cell of a day: in the month its square, in the week its column of hours. */
  day(date: string): Locator {
    return this.root.locator(`[role=gridcell][data-date="${date}"]`).last();
  }

  /** From when to when an event of the week is, by its place in the column of a day: `10:00–11:30`. */
  async timesOf(title: string, date: string): Promise<string | undefined> {
    const event = this.day(date).getByRole('button', { name: title });
    if ((await event.count()) === 0) {
      return undefined;
    }
    // It may be gone again by now.
    const box = await event.boundingBox({ timeout: 1000 }).catch(() => null);
    if (!box) {
      return undefined;
    }
    const column = await boxOf(this.day(date));
    const from = timeAtHeight(box.y - column.y, column.height);
    return `${from}–${timeAtHeight(box.y + box.height - column.y, column.height)}`;
  }

  async expectEvent(title: string, date: string, times: string): Promise<void> {
    await expect.poll(() => this.timesOf(title, date), `${title} on ${date}`).toBe(times);
  }

  /** With the mouse, from one time of a day to another. */
  async selectTime(date: string, from: string, to: string): Promise<void> {
    await this.#uncovered();
    const [start, end] = [await this.#pointAt(date, from), await this.#pointAt(date, to)];
    // Not on the lines between the halves of hours, but in the first and the last half hour themselves.
    await this.#drag({ ...start, y: start.y + 4 }, { ...end, y: end.y - 4 });
  }

  /** Takes an event by the middle of its first line and lets it go where it starts at this time, after `beforeDrop`. */
  async dragEvent(
    title: string,
    date: string,
    time: string,
    beforeDrop?: () => Promise<void>,
  ): Promise<void> {
    await this.#uncovered();
    const box = await boxOf(this.event(title));
    const grip = { x: box.x + box.width / 2, y: box.y + 8 };
    const target = await this.#pointAt(date, time);
    await this.#drag(grip, { x: target.x, y: target.y + 8 }, beforeDrop);
  }

  /** Pulls the lower edge of an event to this time. */
  async stretchEvent(title: string, date: string, time: string): Promise<void> {
    await this.#uncovered();
    await this.event(title).hover();
    const box = await boxOf(this.event(title));
    const edge = { x: box.x + box.width / 2, y: box.y + box.height - 1 };
    const target = await this.#pointAt(date, time);
    await this.#drag(edge, { x: edge.x, y: target.y - 2 });
  }

  /** The mouse, unlike a click, does not wait for a dialog that is closing over the board. */
  async #uncovered(): Promise<void> {
    await expect(this.page.locator('dialog')).toHaveCount(0);
  }

  async #drag(from: Point, to: Point, beforeDrop?: () => Promise<void>): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 12 });
    await beforeDrop?.();
    await mouse.up();
  }

  /** In the week's columns, which are 24 hours high. */
  async #pointAt(date: string, time: string): Promise<Point> {
    const { x, y, width, height } = await boxOf(this.day(date));
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return { x: x + width / 2, y: y + (height * (hours + minutes / 60)) / 24 };
  }
}

/** To the quarter of an hour, since an event leaves a little of its place to the line. */
function timeAtHeight(y: number, dayHeight: number): string {
  const minutes = Math.round((y / dayHeight) * 24 * 4) * 15;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) {
    throw new Error('What should be on screen is not.');
  }
  return box;
}
