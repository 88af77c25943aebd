import type { WriteTarget } from '../provider/event-write';

/**
 * Which versions this app's own writes have replaced: such a version is old, and a write that is made on it does not
 * overwrite anybody else's change.
 */
export class OwnVersions {
  /** By calendar, event or series, and version: the version that a write has made of it. */
  readonly #successors = new Map<string, string>();

  replaced(target: WriteTarget, before: string, after: string): void {
    for (const keyOf of keysOf(target)) {
      this.#successors.set(keyOf(before), after);
    }
  }

  isReplaced(target: WriteTarget, version: string): boolean {
    return keysOf(target).some((keyOf) => this.#successors.has(keyOf(version)));
  }

  /**
   * What our own writes have made of a version, the likelier first. A write to one occurrence leaves the versions of the
   * others as they are, or gives all of the series a new one: that depends on the provider.
   */
  latest(target: WriteTarget, version: string): readonly string[] {
    const latest = keysOf(target).map((keyOf) => {
      let last = version;
      for (let next: string | undefined = version; next !== undefined;) {
        last = next;
        next = this.#successors.get(keyOf(last));
      }
      return last;
    });
    return [...new Set(latest)];
  }
}

/**
 * The keys of an event's own versions, and of those that writes to its series have made. They are apart also for the master
 * of a series: the version of an occurrence, which may have been the master's at first, is not one of the master's.
 */
function keysOf({ calendarId, eventId, seriesId = eventId }: WriteTarget) {
  return [
    ['event', eventId],
    ['series', seriesId],
  ].map((named) => (version: string) => JSON.stringify([calendarId, ...named, version]));
}
