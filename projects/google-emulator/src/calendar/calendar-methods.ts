import type { calendar_v3 } from '@googleapis/calendar';
import type { AccessRole, SeedUser } from '../seed/seed.ts';
import type { Calendar } from '../world/calendar.ts';
import { notFound } from './api-error.ts';
import { pageSize, userOf, type Call, type Handler } from './call.ts';
import { calendarBackground, colors, FOREGROUND, USUAL_CALENDAR_COLOR } from './colors.ts';

const USUAL_PAGE = 100;
const LARGEST_PAGE = 250;

const RANK: Readonly<Record<string, number>> = {
  freeBusyReader: 0,
  reader: 1,
  writerWithoutPrivateAccess: 2,
  writer: 3,
  owner: 4,
};

const listCalendars: Handler = (call) => {
  const user = userOf(call);
  const lowest = RANK[call.parameters.text('minAccessRole') ?? ''] ?? 0;
  const page = call.snapshots.page(
    `calendarList ${user.email} ${call.parameters.fingerprint(['pageToken', 'maxResults', 'fields'])}`,
    call.parameters.text('pageToken'),
    pageSize(call, USUAL_PAGE, LARGEST_PAGE),
    () => ({
      change: 0,
      items: call.world
        .calendarsOf(user.email)
        .map((calendar) => calendarListEntry(calendar, user))
        .filter((entry) => (RANK[entry.accessRole ?? ''] ?? 0) >= lowest),
    }),
  );
  return {
    body: {
      kind: 'calendar#calendarList',
      etag: etagOf(page.items),
      ...(page.nextPageToken !== undefined && { nextPageToken: page.nextPageToken }),
      items: page.items,
    },
    etag: etagOf(page.items),
  };
};

const getListed: Handler = (call) => {
  const user = userOf(call);
  const { calendar } = visible(call);
  if (!calendar.members.has(user.email)) {
    throw notFound();
  }
  const body = calendarListEntry(calendar, user);
  return { body, etag: body.etag };
};

const getCalendar: Handler = (call) => {
  userOf(call);
  const { calendar } = visible(call);
  const body: calendar_v3.Schema$Calendar = {
    kind: 'calendar#calendar',
    etag: etagOf([calendar.id, calendar.summary]),
    id: calendar.id,
    summary: calendar.summary,
    ...(calendar.description !== undefined && { description: calendar.description }),
    timeZone: calendar.timeZone,
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
  };
  return { body, etag: body.etag };
};

const getColors: Handler = () => ({ body: colors });

export const calendarMethods: Readonly<Record<string, Handler>> = {
  'calendar.calendarList.list': listCalendars,
  'calendar.calendarList.get': getListed,
  'calendar.calendars.get': getCalendar,
  'calendar.colors.get': getColors,
};

function visible(call: Call): { calendar: Calendar; role: AccessRole } {
  const id = call.parameters.inPath('calendarId');
  const email = call.caller.user?.email;
  const calendar =
    id === 'primary' && email !== undefined ? call.world.primaryOf(email) : call.world.calendar(id);
  const role = calendar?.roleOf(email);
  if (!calendar || !role) {
    throw notFound();
  }
  return { calendar, role };
}

function calendarListEntry(
  calendar: Calendar,
  user: SeedUser,
): calendar_v3.Schema$CalendarListEntry {
  const membership = calendar.members.get(user.email);
  const colorId = membership?.colorId ?? USUAL_CALENDAR_COLOR;
  const isOwner = membership?.accessRole === 'owner';
  const entry: calendar_v3.Schema$CalendarListEntry = {
    kind: 'calendar#calendarListEntry',
    id: calendar.id,
    summary: calendar.summary,
    ...(calendar.description !== undefined && { description: calendar.description }),
    timeZone: calendar.timeZone,
    ...(membership?.summaryOverride !== undefined && {
      summaryOverride: membership.summaryOverride,
    }),
    colorId,
    backgroundColor: calendarBackground(colorId) ?? '#4986e7',
    foregroundColor: FOREGROUND,
    ...(membership?.selected !== false && { selected: true }),
    accessRole: membership?.accessRole ?? 'reader',
    defaultReminders: isOwner ? [{ method: 'popup', minutes: 10 }] : [],
    ...(membership?.primary && { primary: true }),
    conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
    ...(calendar.owner !== undefined && !calendar.public && { dataOwner: calendar.owner }),
  };
  return { etag: etagOf(entry), ...entry };
}

/** These resources have no history of their own: their etag is made of what they say. */
function etagOf(content: unknown): string {
  let hash = 0;
  for (const character of JSON.stringify(content)) {
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return `"${1_600_000_000_000_000 + hash}"`;
}
