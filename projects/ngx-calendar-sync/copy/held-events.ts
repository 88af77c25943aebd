import type {
  CalendarEvent,
  ɵHeldEvent as HeldEvent,
  ɵWriteTarget as WriteTarget,
  ɵProviderRecord as ProviderRecord,
  ɵReplicaEntry as ReplicaEntry,
  ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';

/** Single events of the replica, by id. */
export class HeldEvents<E extends CalendarEvent> {
  /** What is asked for in the same task, by calendar: a thousand writes are looked for in each pack once. */
  readonly #asked = new Map<string, AskedEntries>();

  constructor(
    private readonly store: Pick<ReplicaStore, 'find'>,
    private readonly toEvent: (calendarId: string, record: ProviderRecord) => E | undefined,
    /** Whether the entry of a series has its occurrences, changed ones too. */
    private readonly holdsOccurrences = false,
  ) {}

  /** What the replica holds under some ids, as events. */
  async find(calendarId: string, ids: readonly string[]): Promise<ReadonlyMap<string, E>> {
    const found = new Map<string, E>();
    for (const [id, entry] of await this.store.find(calendarId, ids)) {
      const event = this.#readable(calendarId, entry);
      if (event) {
        found.set(id, event);
      }
    }
    return found;
  }

  /** The entry of an event, a deleted one too; for an occurrence that has no entry of its own, that of its series. */
  async held({
    calendarId,
    eventId,
    seriesId = eventId,
  }: WriteTarget): Promise<HeldEvent | undefined> {
    const found = await this.#find(calendarId, [eventId, seriesId]);
    const own = found?.get(eventId);
    const entry = own ?? found?.get(seriesId);
    return (
      entry && {
        deleted: entry.kind === 'gone' || entry.kind === 'cancelled',
        version: this.#readable(calendarId, entry)?.version,
        value: entry,
        isOfSeries: !own && !this.holdsOccurrences,
      }
    );
  }

  #find(
    calendarId: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ReplicaEntry> | undefined> {
    let asked = this.#asked.get(calendarId);
    if (!asked) {
      const all = new Set<string>();
      const found = Promise.resolve()
        .then(() => {
          this.#asked.delete(calendarId);
          return this.store.find(calendarId, all);
        })
        // A store that cannot be read holds nothing: events are then asked for online.
        .catch(() => undefined);
      asked = { ids: all, found };
      this.#asked.set(calendarId, asked);
    }
    for (const id of ids) {
      asked.ids.add(id);
    }
    return asked.found;
  }

  /** `undefined` for an entry without an event, or with one that the provider cannot read. */
  #readable(calendarId: string, entry: ReplicaEntry): E | undefined {
    try {
      return 'record' in entry ? this.toEvent(calendarId, entry.record) : undefined;
    } catch {
      return undefined;
    }
  }
}

interface AskedEntries {
  readonly ids: Set<string>;
  /** `undefined` where the store cannot be read. */
  readonly found: Promise<ReadonlyMap<string, ReplicaEntry> | undefined>;
}
