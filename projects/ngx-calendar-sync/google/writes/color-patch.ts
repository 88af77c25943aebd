import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type ɵRgb as Rgb, ɵtoRgb as toRgb } from 'ngx-calendar-sync/core';
import type { ɵColorContext as ColorContext } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/**
 * The patch that gives an event a colour. Google knows only the colours of the palette and of the calendar's labels: the
 * nearest of them is taken. The colour of the calendar itself, and none, remove the event's own colour.
 * @throws CalendarSyncError `invalid-event` if `color` is not a CSS colour.
 */
export function colorPatch(
  color: string | null,
  base: GoogleEvent | undefined,
  context: ColorContext,
): { readonly colorId?: string | null; readonly eventLabelId?: string } {
  if (!color || color === context.calendar?.color) {
    // According to Google's documentation the empty string removes a label.
    return { colorId: null, ...(base?.eventLabelId ? { eventLabelId: '' } : {}) };
  }
  const wanted = toRgb(color);
  if (!wanted) {
    throw new CalendarSyncError(
      'invalid-event',
      `"${color.slice(0, 40)}" is not a CSS colour` +
        (ngDevMode ? ': write it as "#dc2127", or leave it out.' : '.'),
    );
  }
  const choices = [
    ...Object.entries(context.palette).map(
      ([colorId, { background }]) => [{ colorId }, background] as const,
    ),
    ...(context.labels ?? []).flatMap(({ id, backgroundColor }) =>
      id ? [[{ eventLabelId: id }, backgroundColor] as const] : [],
    ),
  ];
  let nearest: (typeof choices)[number][0] | undefined;
  let leastDistance = Infinity;
  for (const [choice, background] of choices) {
    const rgb = background === undefined ? undefined : toRgb(background);
    const distance = rgb ? squaredDistance(wanted, rgb) : Infinity;
    if (distance < leastDistance) {
      [nearest, leastDistance] = [choice, distance];
    }
  }
  return nearest ?? {};
}

function squaredDistance(a: Rgb, b: Rgb): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}
