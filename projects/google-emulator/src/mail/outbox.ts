/** A mail that Google would send. The emulator sends none: it keeps them for tests to read. */
export interface Mail {
  /** The address of the person whom it tells. */
  readonly to: string;
  /** What it tells: an event to a guest, an answer to its organizer, or a role in a calendar to a person or group. */
  readonly kind: 'invitation' | 'update' | 'cancellation' | 'response' | 'access';
  /** The calendar in which the event or the access rule was written. */
  readonly calendarId: string;
  /** Not in mails about access. */
  readonly eventId?: string;
  /** Title of the event; not in mails about access, nor where the event has none. */
  readonly summary?: string;
}

const MAX_MAILS = 10_000;

/** The latest mails, the oldest first. */
export class Outbox {
  private mails: Mail[] = [];

  add(mail: Mail): void {
    this.mails.push(mail);
    if (this.mails.length > MAX_MAILS) {
      this.mails.shift();
    }
  }

  all(): Mail[] {
    return [...this.mails];
  }

  clear(): void {
    this.mails = [];
  }
}
