import type { EventTable } from '../calendar/event-table.ts';
import type { WireEventLabel } from '../discovery/wire-types.generated.ts';
import type { AccessList } from './access-list.ts';

/** The properties that `calendars.patch` can change. */
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
  readonly creatorClientId?: string | undefined;
  readonly now: number;
  /** Called on every change of the calendar or its events. */
  readonly changed: () => void;
}

/** One calendar: its properties, its access rules and its events. */
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

  /** Id of the OAuth client that created it: the scope `calendar.app.created` reaches these calendars alone. */
  get creatorClientId(): string | undefined {
    return this.properties.creatorClientId;
  }

  get description(): CalendarDescription {
    return this.about;
  }

  get summary(): string {
    return this.about.summary;
  }

  /** The named colours that its events may use. */
  get eventLabels(): readonly WireEventLabel[] {
    return this.about.labelProperties?.eventLabels ?? [];
  }

  get timeZone(): string {
    return this.about.timeZone;
  }

  /** Etag of the calendar's own properties, not of its events. */
  get etag(): string {
    return `"${this.aboutVersion}"`;
  }

  setDescription(description: CalendarDescription, now: number): void {
    this.finishReaders();
    this.about = description;
    this.aboutVersion = this.nextVersion(now);
    this.properties.changed();
  }

  /** The number of the latest change. A sync token holds it. */
  get change(): number {
    return this.lastChange;
  }

  nextChange(): number {
    this.finishReaders();
    this.properties.changed();
    return ++this.lastChange;
  }

  /**
   * The number of a new etag. Google's etags are twice the time in microseconds. Two changes within one millisecond must
   * differ, and a clock that was set back must not repeat an old etag; so the number always grows.
   */
  nextVersion(now: number): number {
    this.lastVersion = Math.max(now * 2000, this.lastVersion + 2);
    return this.lastVersion;
  }

  /** The number of the latest etag, which is also the etag of the event list. */
  get version(): number {
    return this.lastVersion;
  }

  /**
   * Registers a reader that computes its events lazily. `finish` is called before the next change, so that the reader
   * can read the rest in the old state. Returns the function that removes the reader.
   */
  addReader(finish: () => void): () => void {
    this.readers.add(finish);
    return () => this.readers.delete(finish);
  }

  /** An independent copy with the same content and change history. */
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

  private finishReaders(): void {
    this.readers.forEach((finish) => {
      finish();
    });
    this.readers.clear();
  }
}
