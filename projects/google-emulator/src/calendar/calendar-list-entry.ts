import type { WireCalendarListEntry } from '../discovery/wire-types.generated.ts';
import type { ListedCalendar } from '../world/calendar-list.ts';
import type { Revision } from '../world/revisions.ts';
import type { World } from '../world/world.ts';
import { calendarBackground, FOREGROUND, USUAL_CALENDAR_COLOR } from './colors.ts';

export const CONFERENCES = { allowedConferenceSolutionTypes: ['hangoutsMeet'] };

const USUAL_REMINDERS = [{ method: 'popup', minutes: 10 }];

/** A calendar as it stands in a user's list. */
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
    conferenceProperties: CONFERENCES,
    ...(calendar.owner !== undefined &&
      calendar.owner !== calendar.id &&
      !calendar.access.isPublic && { dataOwner: calendar.owner }),
  };
}

/** Somebody's own reminders of a calendar, which its events take where they have none. */
export function remindersOf(
  listed: ListedCalendar | undefined,
  role: string,
): NonNullable<WireCalendarListEntry['defaultReminders']> {
  return listed?.defaultReminders ?? (role === 'owner' ? USUAL_REMINDERS : []);
}

function colorsOf({ colorId = USUAL_CALENDAR_COLOR, ...chosen }: ListedCalendar) {
  return {
    colorId,
    backgroundColor: chosen.backgroundColor ?? calendarBackground(colorId) ?? '#4986e7',
    foregroundColor: chosen.foregroundColor ?? FOREGROUND,
  };
}
