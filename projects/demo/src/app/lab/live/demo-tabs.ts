import { Injectable, signal } from '@angular/core';

/** A tab of this demo in this browser. */
export interface DemoTab {
  readonly number: number;
  /** Whether this tab keeps the local copy up to date, for all tabs. */
  readonly leads: boolean;
}

const TAB_LOCK = 'ngx-calendar-sync demo tab ';
/**
 * The leading tab holds the library's lock whose name ends so, of which the service publishes nothing: the browser's own list of
 * locks is the only place to see who leads.
 */
const LEADER_LOCK_END = ' leader';
const NEVER = new Promise<never>(() => undefined);

/** The tabs of the demo, numbered from 1. A tab holds a lock while it is open, so that one which crashes is not counted. */
@Injectable({ providedIn: 'root' })
export class DemoTabs {
  /** `navigator.locks` is missing on insecure pages, contrary to the DOM's types. */
  readonly #locks = (navigator as Partial<Navigator>).locks;
  readonly #number = signal(1);
  readonly #tabs = signal<readonly DemoTab[]>([], { equal: isSame });

  /** The number of this tab; 1 where the browser has no locks and tabs know nothing of each other. */
  readonly number = this.#number.asReadonly();

  /** The tabs that were open at the last {@link look}, by their number; none where the browser has no locks or forbids them. */
  readonly tabs = this.#tabs.asReadonly();

  constructor() {
    // Where a browser forbids locks, the number stays 1.
    this.#take(1).catch(() => undefined);
  }

  /** Finds out which tabs are open and which one leads: the browser tells nobody when that changes. */
  async look(): Promise<void> {
    // A browser that forbids locks says so here too, each time.
    const held = (await this.#locks?.query().catch(() => undefined))?.held ?? [];
    const leader = held.find(({ name }) => name?.endsWith(LEADER_LOCK_END))?.clientId;
    const tabs = held
      .filter(({ name }) => name?.startsWith(TAB_LOCK))
      .map(({ name = '', clientId }) => ({
        number: Number(name.slice(TAB_LOCK.length)),
        leads: clientId !== undefined && clientId === leader,
      }))
      .sort((a, b) => a.number - b.number);
    this.#tabs.set(tabs);
  }

  /** Holds the lock of the first number that is free until the tab is closed. */
  async #take(number: number): Promise<void> {
    await this.#locks?.request(`${TAB_LOCK}${number}`, { ifAvailable: true }, async (lock) => {
      if (!lock) {
        // Not awaited, so that this lock's request ends.
        this.#take(number + 1).catch(() => undefined);
        return;
      }
      this.#number.set(number);
      await NEVER;
    });
  }
}

function isSame(a: readonly DemoTab[], b: readonly DemoTab[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ number, leads }, index) => b[index]?.number === number && b[index].leads === leads)
  );
}
