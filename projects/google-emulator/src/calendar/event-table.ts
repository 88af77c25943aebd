import { baseOfSeries } from './event-id.ts';
import { isSeries, type StoredEvent } from './event-resource.ts';

/** Longer events are few and looked at every time, rather than put into every month they cross. */
const MOST_MONTHS = 24;

/** The events of one calendar with the indexes that keep every request away from a walk over all of them. */
export class EventTable {
  private readonly byId = new Map<string, StoredEvent>();
  private readonly byICalUid = new Map<string, Set<string>>();
  private readonly exceptions = new Map<string, Map<string, StoredEvent>>();
  private readonly series = new Map<string, StoredEvent>();
  private readonly seriesByBase = new Map<string, Set<string>>();
  private readonly months = new Map<number, Map<string, StoredEvent>>();
  private readonly long = new Map<string, StoredEvent>();
  /** Revisions with other occurrences than those that came after them. */
  private readonly former = new Map<string, { event: StoredEvent; until: number }[]>();
  /** Ids in the order of their changes; an entry is stale when its event has changed since. */
  private history: { readonly change: number; readonly id: string }[] = [];

  get size(): number {
    return this.byId.size;
  }

  get(id: string): StoredEvent | undefined {
    return this.byId.get(id);
  }

  put(event: StoredEvent): void {
    const before = this.byId.get(event.id);
    if (before && happensOtherwise(before, event)) {
      const former = { event: before, until: event.change };
      getOrAdd(this.former, event.id, () => []).push(former);
    }
    this.restate(event);
    this.history.push({ change: event.change, id: event.id });
    if (this.history.length > 2 * this.byId.size + 1000) {
      this.history = this.history.filter((entry) => !this.isStale(entry));
    }
  }

  /** The same event in other words, which nobody need hear of. */
  restate(event: StoredEvent): void {
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

  /** The series whose instances are named by this base: one, and those that were split off it. */
  seriesNamedBy(base: string): StoredEvent[] {
    return [...(this.seriesByBase.get(base) ?? [])].flatMap((id) => this.series.get(id) ?? []);
  }

  /** Exceptions of a series, by the id of the instance that they replace. */
  exceptionsOf(seriesId: string): ReadonlyMap<string, StoredEvent> {
    return this.exceptions.get(seriesId) ?? new Map<string, StoredEvent>();
  }

  withICalUid(uid: string): StoredEvent[] {
    return [...(this.byICalUid.get(uid) ?? [])].flatMap((id) => this.byId.get(id) ?? []);
  }

  /** Everything that is no series and may overlap [from, to): a superset, each event once. */
  *around(from: number, to: number): Generator<StoredEvent, void> {
    const first = monthOf(from);
    const last = monthOf(to);
    const wanted =
      last - first < this.months.size
        ? Array.from({ length: last - first + 1 }, (_, index) => first + index)
        : [...this.months.keys()]
            .filter((month) => month >= first && month <= last)
            .sort((a, b) => a - b);
    yield* this.long.values();
    for (const month of wanted) {
      for (const event of this.months.get(month)?.values() ?? []) {
        // An event of several months is in each of them, and meant in the first that is looked at.
        if (Math.max(monthOf(event.start), first) === month) {
          yield event;
        }
      }
    }
  }

  /** A revision with the occurrences that the event had at the given change, if it has others now. */
  formerly(id: string, change: number): StoredEvent | undefined {
    return this.former.get(id)?.find((revision) => revision.until > change)?.event;
  }

  /** What changed after the given number, in the order of the changes. */
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

  /** The same content and history, to go its own way. */
  clone(): EventTable {
    const copy = new EventTable();
    for (const event of this.all()) {
      copy.restate(event);
    }
    copy.history = [...this.history];
    this.former.forEach((revisions, id) => copy.former.set(id, [...revisions]));
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
      getOrAdd(this.seriesByBase, baseOfSeries(event.id), () => new Set<string>()).add(event.id);
      return;
    }
    const months = monthsOf(event);
    if (!months) {
      this.long.set(event.id, event);
    }
    for (const month of months ?? []) {
      getOrAdd(this.months, month, () => new Map<string, StoredEvent>()).set(event.id, event);
    }
  }

  private unindex(event: StoredEvent): void {
    this.byICalUid.get(event.resource.iCalUID ?? '')?.delete(event.id);
    this.exceptions.get(event.resource.recurringEventId ?? '')?.delete(event.id);
    this.series.delete(event.id);
    this.seriesByBase.get(baseOfSeries(event.id))?.delete(event.id);
    this.long.delete(event.id);
    for (const month of monthsOf(event) ?? []) {
      this.months.get(month)?.delete(event.id);
    }
  }
}

/** Whether a series is involved whose occurrences are not the same any more. */
function happensOtherwise(before: StoredEvent, after: StoredEvent): boolean {
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
  return count > MOST_MONTHS
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
