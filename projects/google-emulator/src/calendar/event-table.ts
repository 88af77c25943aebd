import { baseIdOfSeries } from './event-id.ts';
import { isSeries, type StoredEvent } from './event-resource.ts';

/** Longer events are kept apart and checked by every query, so that they do not fill the index of months. */
const MAX_INDEXED_MONTHS = 24;

/** The events of one calendar, indexed so that requests do not have to visit all of them. */
export class EventTable {
  private readonly byId = new Map<string, StoredEvent>();
  private readonly byICalUid = new Map<string, Set<string>>();
  private readonly exceptions = new Map<string, Map<string, StoredEvent>>();
  private readonly series = new Map<string, StoredEvent>();
  private readonly seriesByBaseId = new Map<string, Set<string>>();
  private readonly months = new Map<number, Map<string, StoredEvent>>();
  private readonly longEvents = new Map<string, StoredEvent>();
  /** Earlier revisions whose occurrences differ from those of the revision that replaced them. */
  private readonly supersededSeries = new Map<string, { event: StoredEvent; until: number }[]>();
  /** Ids in the order of their changes. An entry is stale if its event has changed again since. */
  private history: { readonly change: number; readonly id: string }[] = [];

  get size(): number {
    return this.byId.size;
  }

  get(id: string): StoredEvent | undefined {
    return this.byId.get(id);
  }

  put(event: StoredEvent): void {
    const before = this.byId.get(event.id);
    if (before && occurrencesDiffer(before, event)) {
      const superseded = { event: before, until: event.change };
      getOrAdd(this.supersededSeries, event.id, () => []).push(superseded);
    }
    this.replaceWithoutChange(event);
    this.history.push({ change: event.change, id: event.id });
    if (this.history.length > 2 * this.byId.size + 1000) {
      this.history = this.history.filter((entry) => !this.isStale(entry));
    }
  }

  /** Replaces an event without recording a change, for instance when only its representation differs. */
  replaceWithoutChange(event: StoredEvent): void {
    const before = this.byId.get(event.id);
    if (before) {
      this.unindex(before);
    }
    this.byId.set(event.id, event);
    this.index(event);
  }

  all(): IterableIterator<StoredEvent> {
    return this.byId.values();
  }

  allSeries(): IterableIterator<StoredEvent> {
    return this.series.values();
  }

  /** The series whose instance ids have this base id: the original series and those split off it. */
  seriesWithBaseId(base: string): StoredEvent[] {
    return [...(this.seriesByBaseId.get(base) ?? [])].flatMap((id) => this.series.get(id) ?? []);
  }

  /** Exceptions of a series, by the id of the instance that they change. */
  exceptionsOf(seriesId: string): ReadonlyMap<string, StoredEvent> {
    return this.exceptions.get(seriesId) ?? new Map<string, StoredEvent>();
  }

  withICalUid(uid: string): StoredEvent[] {
    return [...(this.byICalUid.get(uid) ?? [])].flatMap((id) => this.byId.get(id) ?? []);
  }

  /** Events that are not series and may overlap [from, to). Some of them may not; none is yielded twice. */
  *candidatesBetween(from: number, to: number): Generator<StoredEvent, void> {
    const first = monthOf(from);
    const last = monthOf(to);
    const wanted =
      last - first < this.months.size
        ? Array.from({ length: last - first + 1 }, (_, index) => first + index)
        : [...this.months.keys()]
            .filter((month) => month >= first && month <= last)
            .sort((a, b) => a - b);
    yield* this.longEvents.values();
    for (const month of wanted) {
      for (const event of this.months.get(month)?.values() ?? []) {
        // An event is indexed in every month that it covers. Yield it only in the first of the wanted months.
        if (Math.max(monthOf(event.start), first) === month) {
          yield event;
        }
      }
    }
  }

  /** The revision of the event at the given change, if its occurrences differ from those of today. */
  supersededAt(id: string, change: number): StoredEvent | undefined {
    return this.supersededSeries.get(id)?.find((revision) => revision.until > change)?.event;
  }

  /** The events that changed after the given change, in the order of the changes. */
  changedSince(change: number): StoredEvent[] {
    let low = 0;
    let high = this.history.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.history[middle]?.change ?? Infinity) <= change) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return this.history
      .slice(low)
      .filter((entry) => !this.isStale(entry))
      .flatMap((entry) => this.byId.get(entry.id) ?? []);
  }

  /** An independent copy with the same content and change history. */
  clone(): EventTable {
    const copy = new EventTable();
    for (const event of this.all()) {
      copy.replaceWithoutChange(event);
    }
    copy.history = [...this.history];
    this.supersededSeries.forEach((revisions, id) => copy.supersededSeries.set(id, [...revisions]));
    return copy;
  }

  private isStale(entry: { readonly change: number; readonly id: string }): boolean {
    return this.byId.get(entry.id)?.change !== entry.change;
  }

  private index(event: StoredEvent): void {
    const uid = event.resource.iCalUID;
    if (uid) {
      getOrAdd(this.byICalUid, uid, () => new Set<string>()).add(event.id);
    }
    const seriesId = event.resource.recurringEventId;
    if (seriesId) {
      getOrAdd(this.exceptions, seriesId, () => new Map<string, StoredEvent>()).set(
        event.id,
        event,
      );
    }
    if (isSeries(event)) {
      this.series.set(event.id, event);
      getOrAdd(this.seriesByBaseId, baseIdOfSeries(event.id), () => new Set<string>()).add(
        event.id,
      );
      return;
    }
    const months = monthsOf(event);
    if (!months) {
      this.longEvents.set(event.id, event);
    }
    for (const month of months ?? []) {
      getOrAdd(this.months, month, () => new Map<string, StoredEvent>()).set(event.id, event);
    }
  }

  private unindex(event: StoredEvent): void {
    this.byICalUid.get(event.resource.iCalUID ?? '')?.delete(event.id);
    this.exceptions.get(event.resource.recurringEventId ?? '')?.delete(event.id);
    this.series.delete(event.id);
    this.seriesByBaseId.get(baseIdOfSeries(event.id))?.delete(event.id);
    this.longEvents.delete(event.id);
    for (const month of monthsOf(event) ?? []) {
      this.months.get(month)?.delete(event.id);
    }
  }
}

/** Whether one of both is a series and their occurrences differ. */
function occurrencesDiffer(before: StoredEvent, after: StoredEvent): boolean {
  const times = ({ resource: { recurrence, start } }: StoredEvent) =>
    JSON.stringify([recurrence, start]);
  return (isSeries(before) || isSeries(after)) && times(before) !== times(after);
}

function monthOf(instant: number): number {
  if (!Number.isFinite(instant)) {
    return instant;
  }
  const date = new Date(instant);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function monthsOf(event: StoredEvent): number[] | undefined {
  const first = monthOf(event.start);
  const count = monthOf(event.end) - first + 1;
  return count > MAX_INDEXED_MONTHS
    ? undefined
    : Array.from({ length: Math.max(count, 1) }, (_, index) => first + index);
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
