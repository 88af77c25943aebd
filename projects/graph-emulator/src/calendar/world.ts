import type { Account } from '../accounts.ts';
import type { Clock } from '../clock.ts';
import { CalendarStore } from './calendar-store.ts';
import type { EventRecord, ItemState } from './event-record.ts';
import { guidOf, newChangeKey, newItemId } from './ids.ts';
import { type CalendarEntry, Mailbox, type MailboxSettings } from './mailbox.ts';

/** A mail that Exchange would have sent. */
export interface Mail {
  /** The address. */
  readonly to: string;
  /** To a guest, but `response` to the organizer whom a guest answers. */
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response';
  /** The title of the event. */
  readonly subject: string;
}

/** A calendar to add to a mailbox. */
export interface NewCalendar {
  readonly name: string;
  readonly key?: string;
  readonly color?: string;
  readonly hexColor?: string;
  readonly isDefault?: boolean;
  readonly isReadOnly?: boolean;
}

/** The state of an event without what a write adds. */
export type NewState = Pick<ItemState, 'main' | 'exceptions' | 'cancelledDays'> & {
  readonly isDeleted?: boolean;
};

export const DEFAULT_SETTINGS: MailboxSettings = {
  timeZone: 'UTC',
  dateFormat: 'yyyy-MM-dd',
  timeFormat: 'HH:mm',
  locale: 'en-GB',
  workingDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  workingHours: { start: '08:00:00.0000000', end: '17:00:00.0000000' },
};

/** All mailboxes, and the numbers of their changes. */
export class World {
  mailboxes = new Map<string, Mailbox>();
  mails: Mail[] = [];
  private sequence = 0;

  constructor(readonly clock: Clock) {}

  get lastSequence(): number {
    return this.sequence;
  }

  nextSequence(): number {
    return ++this.sequence;
  }

  mailbox(address: string): Mailbox | undefined {
    return this.mailboxes.get(address.toLowerCase());
  }

  mailboxOfUser(userId: string): Mailbox | undefined {
    return [...this.mailboxes.values()].find(({ account }) => account.id === userId);
  }

  addMailbox(account: Account, settings: Partial<MailboxSettings> = {}): Mailbox {
    const mailbox = new Mailbox(account, { ...DEFAULT_SETTINGS, ...settings });
    this.mailboxes.set(account.email.toLowerCase(), mailbox);
    this.addCalendar(mailbox, { name: 'Calendar', isDefault: true });
    return mailbox;
  }

  addCalendar(mailbox: Mailbox, calendar: NewCalendar): CalendarEntry {
    const { account } = mailbox;
    const key = `calendar ${account.email} ${calendar.key ?? `${calendar.name} ${this.nextSequence()}`}`;
    const id = newItemId(key);
    const isDefault = calendar.isDefault ?? false;
    const entry: CalendarEntry = {
      id,
      name: calendar.name,
      color: calendar.color ?? 'auto',
      hexColor: calendar.hexColor ?? '',
      isDefault,
      isRemovable: !isDefault,
      canEdit: calendar.isReadOnly !== true,
      canShare: calendar.isReadOnly !== true,
      canViewPrivateItems: true,
      owner: { name: account.name, address: account.email },
      changeKey: newChangeKey(this.nextSequence()),
      store: new CalendarStore(guidOf(key), account.email),
    };
    mailbox.calendars.set(id, entry);
    return entry;
  }

  /** Puts the calendar of another account into the list of a mailbox, as when its owner's invitation is accepted. */
  share(entry: CalendarEntry, mailbox: Mailbox, canEdit: boolean): CalendarEntry {
    const shared: CalendarEntry = {
      ...entry,
      id: newItemId(`shared ${mailbox.account.email} ${entry.id}`),
      isDefault: false,
      isRemovable: true,
      canEdit,
      canShare: false,
      canViewPrivateItems: false,
    };
    mailbox.calendars.set(shared.id, shared);
    return shared;
  }

  /** Stores a new state of an event with new change keys, and answers it. */
  write(store: CalendarStore, state: NewState, changed: 'main' | 'exceptions' | 'all'): ItemState {
    const sequence = this.nextSequence();
    const at = this.clock.now();
    const marked = (record: EventRecord): EventRecord => ({
      ...record,
      modified: at,
      changeKey: newChangeKey(sequence, record.id),
    });
    const before = store.find(state.main.id);
    const written: ItemState = {
      sequence,
      at,
      isDeleted: state.isDeleted ?? false,
      cancelledDays: state.cancelledDays,
      main: changed === 'exceptions' ? state.main : marked(state.main),
      exceptions: new Map(
        [...state.exceptions].map(([day, record]) => [
          day,
          changed === 'main' || before?.exceptions.get(day) === record ? record : marked(record),
        ]),
      ),
    };
    store.put(written);
    return written;
  }

  /** A copy that shares what never changes. */
  capture(): () => void {
    const mailboxes = copied(this.mailboxes);
    const mails = [...this.mails];
    return () => {
      this.mailboxes = copied(mailboxes);
      this.mails = [...mails];
    };
  }
}

function copied(mailboxes: ReadonlyMap<string, Mailbox>): Map<string, Mailbox> {
  const stores = new Map<CalendarStore, CalendarStore>();
  const storeOf = (store: CalendarStore): CalendarStore => {
    const copy = stores.get(store) ?? store.copy();
    stores.set(store, copy);
    return copy;
  };
  return new Map([...mailboxes].map(([address, mailbox]) => [address, mailbox.copy(storeOf)]));
}
