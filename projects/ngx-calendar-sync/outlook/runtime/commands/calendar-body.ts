import { ɵtoRgb as toRgb } from 'ngx-calendar-sync/core';
import type {
  OutlookCalendarColor,
  OutlookCalendarResource,
} from 'ngx-calendar-sync/outlook/start';
import { CALENDAR_COLORS, nearestColor } from '../mapping/category-colors';
import type { OutlookCalendarChanges, OutlookCalendarDraft } from '../mapping/command-types';
import { invalidRequest } from './invalid-request';

/** What Graph stores of a calendar and an app may write. */
const WRITABLE: readonly string[] = ['name', 'color'];

/**
 * What Graph is sent of a new calendar.
 * @throws CalendarSyncError `invalid-request` as {@link changedCalendar}, and without a name
 */
export function newCalendar(draft: Partial<OutlookCalendarDraft>): OutlookCalendarResource {
  const { name = '' } = draft;
  return changedCalendar({ ...draft, name });
}

/**
 * What Graph is sent of a change.
 * @throws CalendarSyncError `invalid-request` for an empty name, for what is no colour, and for what Outlook's calendars do not have
 */
export function changedCalendar(changes: OutlookCalendarChanges): OutlookCalendarResource {
  const { name, color } = changes;
  const refused = Object.entries(changes).find(
    ([property, value]) => value !== undefined && !WRITABLE.includes(property),
  );
  if (refused) {
    throw invalidRequest(
      `Outlook lets apps change the name and the color of a calendar alone: leave out ${refused[0]}.`,
    );
  }
  if (name !== undefined && !name.trim()) {
    throw invalidRequest('A calendar needs a name: give it one.');
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(color === undefined ? {} : { color: nearestTo(color) }),
  };
}

/** The colour of a calendar whose looks are nearest. Graph takes no other: its `hexColor` cannot be written. */
function nearestTo(color: string): OutlookCalendarColor {
  const rgb = toRgb(color);
  if (!rgb) {
    throw invalidRequest(`"${color.slice(0, 40)}" is not a CSS colour: write it as "#dc2127".`);
  }
  const named = Object.entries(CALENDAR_COLORS) as [OutlookCalendarColor, string][];
  return nearestColor(rgb, named) ?? 'auto';
}
