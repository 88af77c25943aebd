import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵtoRgb as toRgb } from 'ngx-calendar-sync/core';
import {
  type ɵCategoryColors as CategoryColors,
  ɵnearestColor as nearestColor,
} from 'ngx-calendar-sync/outlook/runtime';

/**
 * The categories of an event that is to have a colour: first the one whose colour is nearest. The colour of the calendar itself,
 * and none, remove what gives the event its own.
 * @throws CalendarSyncError `invalid-event` if `color` is not a CSS colour, or the account has no category with a colour.
 */
export function categoriesWithColor(
  color: string | null,
  before: readonly string[],
  colors: CategoryColors,
  calendarColor: string | undefined,
): readonly string[] {
  const others = before.filter((name) => !colors.has(name));
  if (!color || color === calendarColor) {
    return others;
  }
  const wanted = toRgb(color);
  if (!wanted) {
    throw new CalendarSyncError(
      'invalid-event',
      `"${color.slice(0, 40)}" is not a CSS colour` +
        (ngDevMode ? ': write it as "#dc2127", or leave it out.' : '.'),
    );
  }
  const name = nearestColor(wanted, colors);
  if (name === undefined) {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode &&
        'An event of Outlook has the color of a category, and this account has no category with a color.',
    );
  }
  // A category that has the colour already keeps its place among the others.
  return before.find((each) => colors.has(each)) === name ? before : [name, ...others];
}
