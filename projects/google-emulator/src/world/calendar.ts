import type { EventTable } from '../calendar/event-table.ts';
import type { WireEventLabel } from '../discovery/wire-types.generated.ts';
import type { AccessList } from './access-list.ts';

/** What a calendar is called, and where. */
export interface CalendarDescription {
  readonly summary: string;
  readonly description?: string | undefined;
  readonly location?: string | undefined;
  /** IANA name. */
  readonly timeZone: string;
  readonly labelProperties?: { readonly eventLabels: readonly WireEventLabel[] } | undefined;
}

interface CalendarProperties {
  readonly id: string;
  readonly description: CalendarDescription;
  readonly owner: string | undefined;
  readonly madeBy?: string | undefined;
  readonly now: number;
  /** Told of every change, while it is made. */
  readonly changed: () => void;
}

/** One calendar: what it is called, who may do what with it, and its events. */
export class Calendar {
  readonly id: string;
  readonly events: EventTable;
  private about: CalendarDescription;
  private aboutVersion: number;
  private lastChange = 0;
  private lastVersion: number;
  private readonly readers = new Set<() => void>();

  constructor(
    private readonly properties: CalendarProperties,
    private readonly parts: { readonly access: AccessList; readonly events: EventTable },
  ) {
    this.id = properties.id;
    this.about = properties.description;
    this.events = parts.events;
    this.lastVersion = properties.now * 2000;
    this.aboutVersion = this.lastVersion;
  }

  get access(): AccessList {
    return this.parts.access;
  }

  /** The account that the calendar belongs to. */
  get owner(): string | undefined {
    return this.properties.owner;
  }

  /** The client that made it, for tokens which reach nothing else. */
  get madeBy(): string | undefined {
    return this.properties.madeBy;
  }

  get description(): CalendarDescription {
    return this.about;
  }

  get summary(): string {
    return this.about.summary;
  }

  /** The colours with names that its events may have. */
  get eventLabels(): readonly WireEventLabel[] {
    return this.about.labelProperties?.eventLabels ?? [];
  }

  get timeZone(): string {
    return this.about.timeZone;
  }

  /** Of the calendar itself, not of its events. */
  get etag(): string {
    return `"${this.aboutVersion}"`;
  }

  describe(description: CalendarDescription, now: number): void {
    this.letReadersFinish();
    this.about = description;
    this.aboutVersion = this.nextVersion(now);
    this.properties.changed();
  }

  /** The number of the latest change: what a sync token remembers. */
  get change(): number {
    return this.lastChange;
  }

  nextChange(): number {
    this.letReadersFinish();
    this.properties.changed();
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

  /** Registers somebody who reads bit by bit: `finish` is called before anything changes. Gives the way out again. */
  addReader(finish: () => void): () => void {
    this.readers.add(finish);
    return () => this.readers.delete(finish);
  }

  /** The same content and history, to go its own way. */
  clone(): Calendar {
    const copy = new Calendar(this.properties, {
      access: this.access.clone(),
      events: this.events.clone(),
    });
    copy.about = this.about;
    copy.aboutVersion = this.aboutVersion;
    copy.lastChange = this.lastChange;
    copy.lastVersion = this.lastVersion;
    return copy;
  }

  private letReadersFinish(): void {
    this.readers.forEach((finish) => {
      finish();
    });
    this.readers.clear();
  }
}
