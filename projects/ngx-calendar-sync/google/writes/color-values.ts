import type { ɵGoogleEventPatch as GoogleEventPatch } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** What gives an event its own colour: a key of the palette, a label, or both. */
export interface ColorValues {
  readonly colorId: string | undefined;
  readonly eventLabelId: string | undefined;
}

/** The empty string, too, means that there is none. */
export function colorValuesOf({ colorId, eventLabelId }: GoogleEvent): ColorValues {
  return {
    colorId: colorId === '' ? undefined : colorId,
    eventLabelId: eventLabelId === '' ? undefined : eventLabelId,
  };
}

export function isSameColor(a: ColorValues, b: ColorValues): boolean {
  return a.colorId === b.colorId && a.eventLabelId === b.eventLabelId;
}

/**
 * The patch that turns one into the other. A new `colorId` removes the label, so a label that is to stay is written with it.
 * Where there is no new one, the empty string removes the label.
 */
export function colorPatchBetween(from: ColorValues, to: ColorValues): GoogleEventPatch {
  const isNewColor = from.colorId !== to.colorId;
  const label = isNewColor && to.colorId !== undefined ? undefined : from.eventLabelId;
  return {
    ...(isNewColor ? { colorId: to.colorId ?? null } : {}),
    ...(label === to.eventLabelId ? {} : { eventLabelId: to.eventLabelId ?? '' }),
  };
}
