import { expect, type Locator, type Page } from '@playwright/test';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way of the mouse while its button is pressed. */
interface Way {
  readonly from: Point;
  readonly to: Point;
}

/** By then the board shows where a dragged event would be dropped, also on a busy machine. */
const LONGEST_DRAG_MS = 5000;

type ViewName = 'Month' | 'Week' | 'Day' | 'Agenda' | 'Year';

/** An event on screen: its calendar's and its own id as `calendar/event`, and its text. */
export interface ShownEvent {
  readonly key: string;
  readonly text: string;
}

/** The region with the events, in any view. */
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

  async showView(name: ViewName): Promise<void> {
    await this.view(name).click();
    await expect(this.view(name)).toHaveAttribute('aria-pressed', 'true');
    await this.waitUntilLoaded();
  }

  async showNext(): Promise<void> {
    await this.page.getByRole('button', { name: 'Next', exact: true }).click();
    await this.waitUntilLoaded();
  }

  /** Waits until the board is not busy. It is not busy either before it begins to load. */
  async waitUntilLoaded(): Promise<void> {
    await expect(this.root).toHaveAttribute('aria-busy', 'false');
  }

  /** Waits until each event has its text, which FullCalendar adds a frame after the event's element. */
  async waitUntilRendered(): Promise<void> {
    const events = this.root.locator('[data-event]');
    await expect(events.first()).toBeVisible();
    await expect(events.filter({ hasNotText: /\S/ })).toHaveCount(0);
    // The demo corrects FullCalendar's markup in the next frame.
    await this.root.page().evaluate(() => new Promise(requestAnimationFrame));
  }

  /** The events on screen. An event that spans several days is listed once. */
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

  /** A day's cell in the month view, or its column of hours in the week view. */
  day(date: string): Locator {
    return this.root.locator(`[role=gridcell][data-date="${date}"]`).last();
  }

  /** The times of an event, as in `10:00–11:30`, computed from its position in a day's column of the week view. */
  async timesOf(title: string, date: string): Promise<string | undefined> {
    const event = this.day(date).getByRole('button', { name: title });
    if ((await event.count()) === 0) {
      return undefined;
    }
    // FullCalendar may have replaced the element since it was counted.
    const box = await event.boundingBox({ timeout: 1000 }).catch(() => null);
    if (!box) {
      return undefined;
    }
    const column = await boxOf(this.day(date));
    const start = timeAtHeight(box.y - column.y, column.height);
    return `${start}–${timeAtHeight(box.y + box.height - column.y, column.height)}`;
  }

  async expectEvent(title: string, date: string, times: string): Promise<void> {
    await expect.poll(() => this.timesOf(title, date), `${title} on ${date}`).toBe(times);
  }

  /** Drags the mouse from one time of a day to another. */
  async selectTime(date: string, from: string, to: string): Promise<void> {
    const way = async () => {
      const [start, end] = [await this.#pointAt(date, from), await this.#pointAt(date, to)];
      // A few pixels inside the first and the last half hour: a point on a line may count as the next half hour.
      return { from: { ...start, y: start.y + 4 }, to: { ...end, y: end.y - 4 } };
    };
    await this.#dragUntil(way, async (dragged) => {
      // Other times are under the mouse where the board has moved meanwhile.
      expect(await way()).toEqual(dragged);
    });
    await this.page.mouse.up();
  }

  /** Drags an event so that it starts at this time. `beforeDrop` runs while the mouse button is still pressed. */
  async dragEvent(
    title: string,
    date: string,
    time: string,
    beforeDrop?: () => Promise<void>,
  ): Promise<void> {
    const start = async () => (await this.timesOf(title, date))?.split('–')[0];
    await this.#dragUntil(() => this.#moveOf(this.event(title), date, time), shows(start, time));
    await beforeDrop?.();
    await this.page.mouse.up();
  }

  /** Drags an occurrence of a series within its day, so that it starts at this time. */
  async dragOccurrence(title: string, date: string, time: string): Promise<void> {
    const occurrence = this.day(date).getByRole('button', { name: title });
    const start = async () => (await this.timesOf(title, date))?.split('–')[0];
    await this.#dragUntil(() => this.#moveOf(occurrence, date, time), shows(start, time));
    await this.page.mouse.up();
  }

  /** Drags the lower edge of an event to this time. */
  async stretchEvent(title: string, date: string, time: string): Promise<void> {
    const end = async () => (await this.timesOf(title, date))?.split('–')[1];
    await this.#dragUntil(() => this.#stretchOf(title, date, time), shows(end, time));
    await this.page.mouse.up();
  }

  /** Moves the mouse as {@link dragEvent} does, for an event that must not move. */
  async tryToDragEvent(title: string, date: string, time: string): Promise<void> {
    await this.#waitUntilUncovered();
    await this.#drag(await this.#moveOf(this.event(title), date, time));
  }

  /** Moves the mouse as {@link stretchEvent} does, for an event that must not change. */
  async tryToStretchEvent(title: string, date: string, time: string): Promise<void> {
    await this.#waitUntilUncovered();
    await this.#drag(await this.#stretchOf(title, date, time));
  }

  /**
   * Drags until what will be dropped is what is wanted. A board that is drawn again while the mouse button goes down does not notice
   * the drag: then the mouse goes back and lets go, and tries once more.
   */
  async #dragUntil(
    way: () => Promise<Way>,
    expectWanted: (dragged: Way) => Promise<void>,
  ): Promise<void> {
    await this.#waitUntilUncovered();
    await expect(async () => {
      const dragged = await way();
      await this.#press(dragged);
      try {
        await expectWanted(dragged);
      } catch (unwanted) {
        const { x, y } = dragged.from;
        await this.page.mouse.move(x, y, { steps: 12 });
        await this.page.mouse.up();
        await this.#closeEvent();
        throw unwanted;
      }
    }).toPass();
  }

  async #moveOf(event: Locator, date: string, time: string): Promise<Way> {
    const box = await boxOf(event);
    const to = await this.#pointAt(date, time);
    return {
      from: { x: box.x + box.width / 2, y: box.y + 8 },
      to: { x: to.x, y: to.y + 8 },
    };
  }

  async #stretchOf(title: string, date: string, time: string): Promise<Way> {
    await this.event(title).hover();
    const box = await boxOf(this.event(title));
    const edge = { x: box.x + box.width / 2, y: box.y + box.height - 1 };
    const to = await this.#pointAt(date, time);
    return { from: edge, to: { x: edge.x, y: to.y - 2 } };
  }

  /** Where a drag was not noticed, the mouse has clicked the event, which may open it. */
  async #closeEvent(): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press('Escape');
      await expect(this.page.locator('dialog')).toHaveCount(0, { timeout: 1000 });
    }).toPass();
  }

  /** Waits until no dialog covers the board. Playwright's mouse, unlike `click`, does not wait for that. */
  async #waitUntilUncovered(): Promise<void> {
    await expect(this.page.locator('dialog')).toHaveCount(0);
  }

  async #drag(way: Way): Promise<void> {
    await this.#press(way);
    await this.page.mouse.up();
  }

  /** Presses the mouse button, and moves the mouse while it is pressed. */
  async #press({ from, to }: Way): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 12 });
  }

  /** The point of a time in the week view, whose columns are 24 hours high. */
  async #pointAt(date: string, time: string): Promise<Point> {
    const { x, y, width, height } = await boxOf(this.day(date));
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return { x: x + width / 2, y: y + (height * (hours + minutes / 60)) / 24 };
  }
}

/** Expects what the board shows of a drag, also on a busy machine. */
function shows(shown: () => Promise<string | undefined>, expected: string) {
  return () => expect.poll(shown, { timeout: LONGEST_DRAG_MS }).toBe(expected);
}

/** Rounds to a quarter of an hour, because an event is a few pixels lower than its time. */
function timeAtHeight(y: number, dayHeight: number): string {
  const minutes = Math.round((y / dayHeight) * 24 * 4) * 15;
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) {
    throw new Error(`${locator.toString()} is not on screen.`);
  }
  return box;
}
