import { definedFields, isZone } from 'google-calendar-ics/internal';
import type { WireCalendar } from '../discovery/wire-types.generated.ts';
import type { Calendar, CalendarDescription } from '../world/calendar.ts';
import { cannotDeletePrimaryCalendar, invalid, required } from './api-error.ts';
import { namedInPath, ownedInPath } from './calendar-access.ts';
import { CONFERENCE_PROPERTIES } from './calendar-list-entry.ts';
import { assertUnchanged, userOf, type Answer, type Call, type Handler } from './call.ts';
import { validLabels, updateEventLabels } from './event-labels.ts';
import { isCancelled } from './event-resource.ts';
import { rewriteTimesInCalendarZone, store } from './event-store.ts';
import { mergePatch } from './merge-patch.ts';

const get: Handler = (call) => answer(namedInPath(call).calendar);

const insert: Handler = (call) => {
  const user = userOf(call);
  const timeZone = call.world.settingsOf(user).get('timezone')?.value.value ?? user.timeZone;
  const description = descriptionIn({ timeZone, ...call.body });
  return answer(call.world.createCalendar(user.email, description, call.caller.clientId));
};

const update: Handler = (call) => {
  const calendar = calendarToChange(call);
  const { timeZone } = calendar;
  // Google keeps the labels if the body does not name them.
  const { labelProperties } = resourceOf(calendar);
  return writeDescription(call, calendar, {
    timeZone,
    ...(labelProperties && { labelProperties }),
    ...call.body,
  });
};

const patch: Handler = (call) => {
  const calendar = calendarToChange(call);
  return writeDescription(call, calendar, mergePatch(resourceOf(calendar), call.body));
};

const remove: Handler = (call) => {
  const calendar = calendarToChange(call);
  if (calendar.id === calendar.owner) {
    throw cannotDeletePrimaryCalendar();
  }
  call.world.deleteCalendar(calendar);
  return {};
};

const clear: Handler = (call) => {
  const calendar = calendarToChange(call);
  if (calendar.id !== calendar.owner) {
    throw invalid('Only a primary calendar can be cleared.');
  }
  const now = call.world.clock.now();
  for (const event of [...calendar.events.all()]) {
    if (!isCancelled(event)) {
      store(calendar, { ...event.resource, status: 'cancelled' }, now);
    }
  }
  return {};
};

export const calendarsMethods: Readonly<Record<string, Handler>> = {
  'calendar.calendars.get': get,
  'calendar.calendars.insert': insert,
  'calendar.calendars.update': update,
  'calendar.calendars.patch': patch,
  'calendar.calendars.delete': remove,
  'calendar.calendars.clear': clear,
};

function calendarToChange(call: Call): Calendar {
  const calendar = ownedInPath(call);
  assertUnchanged(call, calendar.etag);
  return calendar;
}

function writeDescription(call: Call, calendar: Calendar, wanted: WireCalendar): Answer {
  const { timeZone, eventLabels } = calendar;
  const now = call.world.clock.now();
  calendar.setDescription(descriptionIn(wanted), now);
  if (calendar.timeZone !== timeZone) {
    rewriteTimesInCalendarZone(calendar);
  }
  if (JSON.stringify(calendar.eventLabels) !== JSON.stringify(eventLabels)) {
    updateEventLabels(calendar, now);
  }
  return answer(calendar);
}

/** @throws ApiError 400 for a missing title, an unknown time zone or invalid labels. */
function descriptionIn(wanted: WireCalendar): CalendarDescription {
  const { summary, description, location, timeZone } = wanted;
  if (!summary) {
    throw required('Missing title.');
  }
  if (!timeZone || !isZone(timeZone)) {
    throw invalid('Invalid time zone.');
  }
  const labelProperties = validLabels(wanted.labelProperties);
  return {
    summary,
    timeZone,
    ...(description && { description }),
    ...(location && { location }),
    ...(labelProperties && { labelProperties }),
  };
}

function resourceOf(calendar: Calendar): WireCalendar {
  const { owner, etag, id } = calendar;
  return {
    kind: 'calendar#calendar',
    etag,
    id,
    ...(definedFields(calendar.description) as WireCalendar),
    conferenceProperties: CONFERENCE_PROPERTIES,
    ...(owner !== undefined && owner !== id && !calendar.access.isPublic && { dataOwner: owner }),
  };
}

function answer(calendar: Calendar): Answer {
  return { body: resourceOf(calendar), etag: calendar.etag };
}
