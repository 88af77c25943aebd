import type { ItemState } from './event-record.ts';

/** How many earlier states of an event are kept, for requests that lag behind. */
const MAX_STATES = 20;

/** The events of one calendar, with their latest states in order. Several mailboxes may show it. */
export class CalendarStore {
  private items = new Map<string, readonly ItemState[]>();

  constructor(
    readonly id: string,
    /** Address of the account to which it belongs. */
    readonly owner: string,
  ) {}

  put(state: ItemState): void {
    const states = [...(this.items.get(state.main.id) ?? []), state];
    this.items.set(state.main.id, states.slice(-MAX_STATES));
  }

  /** The event as it is now; undefined if there is none or it was deleted. */
  find(id: string): ItemState | undefined {
    const state = this.items.get(id)?.at(-1);
    return state?.isDeleted === false ? state : undefined;
  }

  /** All events as they are now. */
  all(): ItemState[] {
    return [...this.items.keys()].flatMap((id) => this.find(id) ?? []);
  }

  /** All states of all events, the deleted ones among them. */
  histories(): Iterable<readonly ItemState[]> {
    return this.items.values();
  }

  /** A copy that shares the states, which never change. */
  copy(): CalendarStore {
    const copy = new CalendarStore(this.id, this.owner);
    copy.items = new Map(this.items);
    return copy;
  }
}
