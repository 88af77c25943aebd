import { map, type Observable } from 'rxjs';
import type { CalendarEvent, ɵOverlay as Overlay } from 'ngx-calendar-sync/core';
import { ɵonceForEachOf as onceForEachOf } from 'ngx-calendar-sync/base';

/** Overlays with the colours that their events have now; each stays the same object until it changes. */
export function recoloredOverlays<E extends CalendarEvent>(
  overlays$: Observable<readonly Overlay<E>[]>,
  recolor: ((event: E) => E) | undefined,
): Observable<readonly Overlay<E>[]> {
  const recolored = onceForEachOf((overlay: Overlay<E>) => recoloredOverlay(overlay, recolor));
  return overlays$.pipe(map(recolored));
}

/** An overlay with the current colours of its event; the same object where they are those that it has. */
function recoloredOverlay<E extends CalendarEvent>(
  overlay: Overlay<E>,
  recolor: ((event: E) => E) | undefined,
): Overlay<E> {
  if (!recolor) {
    return overlay;
  }
  switch (overlay.kind) {
    case 'put': {
      const event = recolor(overlay.event);
      return event === overlay.event ? overlay : { kind: 'put', event };
    }
    case 'series': {
      const { master } = overlay;
      const now = master && recolor(master);
      return now === master ? overlay : { ...overlay, master: now };
    }
    default:
      return overlay;
  }
}
