import type { WriteTarget } from '../provider/event-write';

/**
 * Which versions this app's own writes have replaced: such a version is old, and a write that is made on it does not
 * overwrite anybody else's change.
 */
export class OwnVersions {
  /** By calendar, event or series, and version: the version that a write has made of it. */
  readonly #successors = new Map<string, string>();

  replaced(target: WriteTarget, before: string, after: string): void {
    for (const id of idsOf(target)) {
      this.#successors.set(keyOf(target.calendarId, id, before), after);
    }
  }

  isReplaced(target: WriteTarget, version: string): boolean {
    return idsOf(target).some((id) => this.#successors.has(keyOf(target.calendarId, id, version)));
  }

  /**
   * What our own writes have made of a version, the likelier first. A write to one occurrence leaves the versions of the
   * others as they are, or gives all of the series a new one: that depends on the provider.
   */
  latest(target: WriteTarget, version: string): readonly string[] {
    return [...new Set(idsOf(target).map((id) => this.#latest(target.calendarId, id, version)))];
  }

  #latest(calendarId: string, id: string, version: string): string {
    let latest = version;
    for (let next: string | undefined = version; next !== undefined;) {
      latest = next;
      next = this.#successors.get(keyOf(calendarId, id, latest));
    }
    return latest;
  }
}

function idsOf({ eventId, seriesId }: WriteTarget): readonly string[] {
  return seriesId === undefined ? [eventId] : [eventId, seriesId];
}

function keyOf(calendarId: string, id: string, version: string): string {
  return JSON.stringify([calendarId, id, version]);
}
