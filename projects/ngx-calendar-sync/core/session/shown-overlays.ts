import { concat, defer, from, map, type Observable, of, switchMap } from 'rxjs';
import { ɵRecentEntries as RecentEntries } from 'ngx-calendar-sync/base';
import type { CalendarEvent } from '../model/calendar-event';
import type { TimeRange } from '../model/time-range';
import type { EventBackend } from '../provider/event-backend';
import type { Overlay, SeriesOverlay } from '../provider/event-write';

/** Overlays, and the occurrences of the written series among them. */
export interface ShownOverlays<E extends CalendarEvent> {
  readonly overlays: readonly Overlay<E>[];
  readonly occurrencesOf: (series: SeriesOverlay<E>) => readonly E[] | undefined;
}

/** A write may wait for weeks, while the user looks at one month after the other. */
const MIN_RANGES_KEPT = 100;

/** Expands the written series of a session, each once for a range. */
export class WrittenSeries<E extends CalendarEvent> {
  readonly #backend: Pick<EventBackend<E, unknown>, 'occurrencesOf'>;
  readonly #expanded = new WeakMap<SeriesOverlay<E>, RecentEntries<readonly E[]>>();
  /** The last occurrences of each written series, which stay until those of a newer write of it are known. */
  readonly #last = new RecentEntries<readonly E[]>(MIN_RANGES_KEPT);

  constructor(backend: Pick<EventBackend<E, unknown>, 'occurrencesOf'>) {
    this.#backend = backend;
  }

  /** The overlays as they show in a range: at once as far as they are known, and again when all are. */
  shown$(
    overlays$: Observable<readonly Overlay<E>[]>,
    range: TimeRange | undefined,
  ): Observable<ShownOverlays<E>> {
    return overlays$.pipe(
      switchMap((overlays) => {
        if (overlays.length === 0) {
          this.#last.clear();
        }
        const missing = range ? overlays.filter((overlay) => this.#isMissing(overlay, range)) : [];
        const now$ = defer(() => of(this.now(overlays, range)));
        return missing.length === 0 || !range
          ? now$
          : concat(
              now$,
              from(Promise.all(missing.map((series) => this.#expand(series, range)))).pipe(
                map(() => this.now(overlays, range)),
              ),
            );
      }),
    );
  }

  /** The overlays as they show in a range, as far as they are known. */
  now(overlays: readonly Overlay<E>[], range: TimeRange | undefined): ShownOverlays<E> {
    return {
      overlays,
      occurrencesOf: (series) =>
        range &&
        (this.#expanded.get(series)?.get(keyOf(range)) ?? this.#last.get(nameOf(series, range))),
    };
  }

  #isMissing(overlay: Overlay<E>, range: TimeRange): overlay is SeriesOverlay<E> {
    return (
      this.#backend.occurrencesOf !== undefined &&
      overlay.kind === 'series' &&
      overlay.master !== undefined &&
      !this.#expanded.get(overlay)?.get(keyOf(range))
    );
  }

  async #expand(series: SeriesOverlay<E>, range: TimeRange): Promise<void> {
    // A series whose rule cannot be expanded, or whose code cannot be loaded, shows as it was read.
    const occurrences = await this.#backend.occurrencesOf?.(series, range).catch(() => undefined);
    if (occurrences) {
      const byRange =
        this.#expanded.get(series) ?? new RecentEntries<readonly E[]>(MIN_RANGES_KEPT);
      byRange.set(keyOf(range), occurrences);
      this.#expanded.set(series, byRange);
      this.#last.set(nameOf(series, range), occurrences);
    }
  }
}

/** Names what is replaced, and what takes its place. */
function nameOf({ target, from = '', master }: SeriesOverlay, range: TimeRange): string {
  const { calendarId, eventId } = target;
  return JSON.stringify([calendarId, eventId, from, master?.id, keyOf(range)]);
}

function keyOf({ start, end, timeZone = '' }: TimeRange): string {
  return `${String(start.getTime())} ${String(end.getTime())} ${timeZone}`;
}
