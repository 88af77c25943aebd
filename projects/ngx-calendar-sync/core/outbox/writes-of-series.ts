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
    const keys = followed.parts.flatMap(({ overlay }) =>
      keysOf(overlay, overlay.kind === 'series' ? 'whole' : 'one'),
    );
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

  /** Those of its series as a whole; of an overlay that is of a series as a whole, those of single occurrences, too. */
  thatMayHide(overlay: Overlay<E>): readonly FollowedWrite<E>[] {
    const parts: readonly PartOfSeries[] = overlay.kind === 'series' ? ['whole', 'one'] : ['whole'];
    return parts
      .flatMap((part) => keysOf(overlay, part))
      .flatMap((key) => [...(this.#writes.get(key) ?? [])]);
  }
}

type PartOfSeries = 'whole' | 'one';

function keysOf(overlay: Overlay, part: PartOfSeries): readonly string[] {
  return seriesOf(overlay).map((name) => `${part}\n${name}`);
}
