import type { CalendarEvent, ɵOverlay as Overlay } from 'ngx-calendar-sync/core';
import { type FollowedWrite, seriesOf } from './followed-write';

/** Finds what may hide an overlay, among thousands of writes. */
export class WritesOfSeries<E extends CalendarEvent> {
  /** By series, those of its occurrences apart from those of it as a whole. */
  readonly #writes = new Map<string, Set<FollowedWrite<E>>>();
  readonly #keys = new Map<FollowedWrite<E>, readonly string[]>();

  /** To be called with each change of a write: it may show another series from then on. */
  put(followed: FollowedWrite<E>): void {
    this.remove(followed);
    const keys = followed.parts.flatMap(({ overlay }) => keysOf(overlay, overlay.kind));
    if (keys.length > 0) {
      this.#keys.set(followed, keys);
    }
    for (const key of keys) {
      this.#writes.set(key, (this.#writes.get(key) ?? new Set()).add(followed));
    }
  }

  remove(followed: FollowedWrite<E>): void {
    for (const key of this.#keys.get(followed) ?? []) {
      this.#writes.get(key)?.delete(followed);
      if (this.#writes.get(key)?.size === 0) {
        this.#writes.delete(key);
      }
    }
    this.#keys.delete(followed);
  }

  /** The writes of the series of an overlay; for that of an occurrence only those of its series as a whole. */
  nextTo(overlay: Overlay<E>): readonly FollowedWrite<E>[] {
    const kinds = overlay.kind === 'series' ? (['series', 'put'] as const) : (['series'] as const);
    return kinds
      .flatMap((kind) => keysOf(overlay, kind))
      .flatMap((key) => [...(this.#writes.get(key) ?? [])]);
  }
}

function keysOf(overlay: Overlay, kind: Overlay['kind']): readonly string[] {
  return seriesOf(overlay).map((name) => `${kind === 'series' ? 'whole' : 'one'}\n${name}`);
}
