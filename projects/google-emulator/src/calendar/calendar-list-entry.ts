import type { WireCalendarListEntry } from '../discovery/wire-types.generated.ts';
import type { ListedCalendar } from '../world/calendar-list.ts';
import type { Revision } from '../world/revisions.ts';
import type { World } from '../world/world.ts';
import { calendarBackground, FOREGROUND, DEFAULT_CALENDAR_COLOR_ID } from './colors.ts';

export const CONFERENCE_PROPERTIES = { allowedConferenceSolutionTypes: ['hangoutsMeet'] };

const DEFAULT_REMINDERS = [{ method: 'popup', minutes: 10 }];

/** The resource of a calendar in a user's calendar list. */
export function calendarListEntry(
  world: World,
  email: string,
  { value: listed, version }: Revision<ListedCalendar>,
): WireCalendarListEntry {
  const kindAndId = { kind: 'calendar#calendarListEntry', etag: `"${version}"` };
  const calendar = world.calendar(listed.calendarId);
  if (!calendar || listed.deleted) {
    return { ...kindAndId, id: listed.calendarId, deleted: true };
  }
  const { summary, description, location, timeZone } = calendar.description;
  const role = calendar.access.roleOf(email) ?? 'freeBusyReader';
  return {
    ...kindAndId,
    id: calendar.id,
    summary,
    ...(description !== undefined && { description }),
    ...(location !== undefined && { location }),
    timeZone,
    ...(listed.summaryOverride !== undefined && { summaryOverride: listed.summaryOverride }),
    ...colorsOf(listed),
    ...(listed.hidden && { hidden: true }),
    ...(listed.selected && !listed.hidden && { selected: true }),
    accessRole: role,
    defaultReminders: remindersOf(listed, role),
    ...(listed.notificationSettings && { notificationSettings: listed.notificationSettings }),
    ...(listed.primary && { primary: true }),
    conferenceProperties: CONFERENCE_PROPERTIES,
    ...(calendar.owner !== undefined &&
      calendar.owner !== calendar.id &&
      !calendar.access.isPublic && { dataOwner: calendar.owner }),
  };
}

/** A user's default reminders of a calendar, which apply to events without reminders of their own. */
export function remindersOf(
  listed: ListedCalendar | undefined,
  role: string,
): NonNullable<WireCalendarListEntry['defaultReminders']> {
  return listed?.defaultReminders ?? (role === 'owner' ? DEFAULT_REMINDERS : []);
}

function colorsOf({ colorId = DEFAULT_CALENDAR_COLOR_ID, ...chosen }: ListedCalendar) {
  return {
    colorId,
    backgroundColor: chosen.backgroundColor ?? calendarBackground(colorId) ?? '#4986e7',
    foregroundColor: chosen.foregroundColor ?? FOREGROUND,
  };
}
