import { ɵRecentEntries as RecentEntries } from 'ngx-calendar-sync/base';
import type { ɵWriteTarget as WriteTarget } from 'ngx-calendar-sync/core';

/** A write that was made on a version which is forgotten by now is merged as one on a version of somebody else's. */
const MIN_VERSIONS_KEPT = 4_000;

/**
 * Which versions this app's own writes have replaced, and by which. A write that was made on such an old version may be
 * sent with the new one: it overwrites nobody else's change.
 */
export class OwnVersions {
  /** By calendar, event or series, and version: the version that a write has replaced it by. */
  readonly #successors = new RecentEntries<string>(MIN_VERSIONS_KEPT);
  /** By calendar, event and version: what a write has deleted. The other occurrences of its series may have the same version. */
  readonly #deleted = new RecentEntries<true>(MIN_VERSIONS_KEPT);

  /** What was asked for late may be a version that has been replaced already. A circle of versions would have no last one. */
  replaced(target: WriteTarget, before: string, after: string): void {
    if (before === after || this.isReplaced(target, after)) {
      return;
    }
    for (const keyOf of keysOf(target)) {
      this.#successors.set(keyOf(before), after);
    }
  }

  deleted(target: WriteTarget, version: string): void {
    const [keyOfEvent] = keysOf(target);
    this.#deleted.set(keyOfEvent(version), true);
  }

  /** Whether a write of this app has changed or deleted the event in this version. */
  isReplaced(target: WriteTarget, version: string): boolean {
    const [keyOfEvent, keyOfSeries] = keysOf(target);
    return (
      this.#deleted.get(keyOfEvent(version)) !== undefined ||
      [keyOfEvent, keyOfSeries].some((keyOf) => this.#successors.get(keyOf(version)) !== undefined)
    );
  }

  /**
   * The versions that our own writes may have replaced a version by, the likelier first. There may be two: a write to one
   * occurrence leaves the versions of the others as they are, or gives all of the series a new one, depending on the
   * provider.
   */
  latest(target: WriteTarget, version: string): readonly string[] {
    const latest = keysOf(target).map((keyOf) => {
      let last = version;
      for (let next: string | undefined = version; next !== undefined;) {
        last = next;
        next = this.#successors.get(keyOf(last));
      }
      if (last !== version) {
        // Asked for again and again where many writes wait that were made on one version: it is not forgotten.
        this.#successors.set(keyOf(version), last);
      }
      return last;
    });
    return [...new Set(latest)];
  }
}

/**
 * Each version has two keys, one of the event alone and one of its series. The master of a series has both, too: what a
 * write to an occurrence has made of a version is not the master's version, even where both began with the same one.
 */
function keysOf({ calendarId, eventId, seriesId = eventId }: WriteTarget) {
  const keyOf = (name: string, id: string) => (version: string) =>
    JSON.stringify([calendarId, name, id, version]);
  return [keyOf('event', eventId), keyOf('series', seriesId)] as const;
}
