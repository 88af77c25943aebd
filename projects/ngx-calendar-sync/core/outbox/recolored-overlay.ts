import type { CalendarEvent, ɵOverlay as Overlay } from 'ngx-calendar-sync/core';

/** An overlay with the current colours of its event; the same object where they are those that it has. */
export function recoloredOverlay<E extends CalendarEvent>(
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
