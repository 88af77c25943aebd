import type { Account } from '../accounts.ts';
import type { CalendarStore } from './calendar-store.ts';
import type { ItemState } from './event-record.ts';
import { guidOf } from './ids.ts';

/** A calendar in the list of one mailbox. */
export interface CalendarEntry {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  /** Empty if the user never chose a colour. */
  readonly hexColor: string;
  readonly isDefault: boolean;
  readonly isRemovable: boolean;
  readonly canEdit: boolean;
  readonly canShare: boolean;
  readonly canViewPrivateItems: boolean;
  readonly owner: { readonly name: string; readonly address: string };
  readonly changeKey: string;
  readonly store: CalendarStore;
}

export interface Category {
  readonly id: string;
  readonly displayName: string;
  readonly color: string;
}

export interface MailboxSettings {
  readonly timeZone: string;
  readonly dateFormat: string;
  readonly timeFormat: string;
  readonly locale: string;
  readonly workingDays: readonly string[];
  readonly workingHours: { readonly start: string; readonly end: string };
}

/** A `transactionId` that was used, and what was sent with it. */
interface Transaction {
  readonly eventId: string;
  readonly content: string;
}

export interface FoundItem {
  readonly entry: CalendarEntry;
  readonly state: ItemState;
}

/** What one account has: its list of calendars, its categories and its settings. */
export class Mailbox {
  calendars = new Map<string, CalendarEntry>();
  categories = new Map<string, Category>();
  transactions = new Map<string, Transaction>();

  constructor(
    readonly account: Account,
    public settings: MailboxSettings,
  ) {}

  get groupId(): string {
    return `AAMkAG${guidOf(`group ${this.account.email}`).replaceAll('-', '')}AAA=`;
  }

  /** @throws Error in a mailbox without calendars, which `World` never makes. */
  get defaultCalendar(): CalendarEntry {
    const entry = [...this.calendars.values()].find(({ isDefault }) => isDefault);
    if (!entry) {
      throw new Error(`The mailbox ${this.account.email} has no default calendar.`);
    }
    return entry;
  }

  /** The event or series of this id, whichever calendar it is in. */
  find(id: string): FoundItem | undefined {
    for (const entry of this.calendars.values()) {
      const state = entry.store.find(id);
      if (state) {
        return { entry, state };
      }
    }
    return undefined;
  }

  copy(storeOf: (store: CalendarStore) => CalendarStore): Mailbox {
    const copy = new Mailbox(this.account, this.settings);
    copy.calendars = new Map(
      [...this.calendars].map(([id, entry]) => [id, { ...entry, store: storeOf(entry.store) }]),
    );
    copy.categories = new Map(this.categories);
    copy.transactions = new Map(this.transactions);
    return copy;
  }
}
