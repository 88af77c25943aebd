import { EventTable } from '../calendar/event-table.ts';
import type { AccessRole, SeedMembership } from '../seed/seed.ts';

/** One calendar: what it is called, who may do what with it, and its events. */
export class Calendar {
  readonly id: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly timeZone: string;
  /** Readable by anybody with an API key. */
  readonly public: boolean;
  readonly members: ReadonlyMap<string, SeedMembership>;
  readonly events = new EventTable();
  private lastChange = 0;
  private lastVersion: number;

  constructor(
    properties: {
      readonly id: string;
      readonly summary: string;
      readonly description?: string | undefined;
      readonly timeZone: string;
      readonly public?: boolean | undefined;
      readonly members: readonly SeedMembership[];
    },
    now: number,
  ) {
    this.lastVersion = now * 2000;
    this.id = properties.id;
    this.summary = properties.summary;
    this.description = properties.description;
    this.timeZone = properties.timeZone;
    this.public = properties.public ?? false;
    this.members = new Map(properties.members.map((member) => [member.email, member]));
  }

  /** The number of the latest change: what a sync token remembers. */
  get change(): number {
    return this.lastChange;
  }

  nextChange(): number {
    return ++this.lastChange;
  }

  /**
   * A number for a new etag. Google's are twice the time in microseconds; two changes within one millisecond must not
   * share one, nor may a clock that was set back bring an old one again.
   */
  nextVersion(now: number): number {
    this.lastVersion = Math.max(now * 2000, this.lastVersion + 2);
    return this.lastVersion;
  }

  /** The latest etag's number; it stands for the whole list. */
  get version(): number {
    return this.lastVersion;
  }

  /** The account that the calendar belongs to. */
  get owner(): string | undefined {
    for (const member of this.members.values()) {
      if (member.accessRole === 'owner') {
        return member.email;
      }
    }
    return undefined;
  }

  roleOf(email: string | undefined): AccessRole | undefined {
    const role = email === undefined ? undefined : this.members.get(email)?.accessRole;
    return role ?? (this.public ? 'reader' : undefined);
  }
}
