import type { WireCalendarListEntry } from '../discovery/wire-types.generated.ts';
import { nearestColorId } from '../seed/calendar-color.ts';
import type { SeedUser } from '../seed/seed.ts';
import { rankOf } from '../world/access-list.ts';
import type { ListedCalendar } from '../world/calendar-list.ts';
import type { Revision } from '../world/revisions.ts';
import {
  cannotChangeOwnPrimarySubscription,
  cannotUnsubscribeFromOwnedCalendar,
  invalid,
  notFound,
  required,
} from './api-error.ts';
import { calendarNamed } from './calendar-access.ts';
import { calendarListEntry } from './calendar-list-entry.ts';
import { assertUnchanged, userOf, type Answer, type Call, type Handler } from './call.ts';
import { calendarBackground } from './colors.ts';
import { mergePatch } from './merge-patch.ts';
import { normalizedReminders } from './reminders.ts';
import { syncedPage } from './synced-list.ts';

const NOTIFICATION_TYPES: ReadonlySet<string> = new Set([
  'agenda',
  'eventCancellation',
  'eventChange',
  'eventCreation',
  'eventResponse',
]);
const HEX_COLOR = /^#[0-9a-f]{6}$/i;

const list: Handler = (call) => {
  const user = userOf(call);
  const { parameters, world } = call;
  const listed = world.listOf(user.email);
  const lowest = rankOf(parameters.text('minAccessRole') ?? 'none');
  const showHidden = parameters.flag('showHidden') ?? false;
  const showDeleted = parameters.flag('showDeleted') ?? false;
  const entries = (revisions: Iterable<Revision<ListedCalendar>>) =>
    [...revisions].map((revision) => calendarListEntry(world, user.email, revision));
  const page = syncedPage(call, {
    name: 'calendarList',
    change: listed.change,
    all: () =>
      entries(primaryFirst(listed.all())).filter(
        (entry) =>
          (!entry.hidden || showHidden) &&
          (entry.deleted ? showDeleted : rankOf(entry.accessRole ?? 'none') >= lowest),
      ),
    since: (change) => entries(listed.since(change)),
    withoutSync: ['minAccessRole', 'showOwnOrganizationOnly'],
    alwaysWithSync: ['showDeleted', 'showHidden'],
  });
  const { etag } = listed;
  return {
    etag,
    body: { kind: 'calendar#calendarList', etag, ...page.tokens },
    items: page.items,
  };
};

const get: Handler = (call) => answer(call, listedInPath(call));

const insert: Handler = (call) => {
  const user = userOf(call);
  const body: WireCalendarListEntry = call.body;
  if (!body.id) {
    throw required('Required');
  }
  const calendar = calendarNamed(call, body.id);
  if (!calendar) {
    throw notFound();
  }
  const before = call.world.listOf(user.email).get(calendar.id)?.value;
  const isListed = before?.deleted === false;
  return put(call, user, {
    ...(isListed ? before : emptyEntry(calendar.id)),
    ...settingsIn(call, body),
    primary: before?.primary ?? false,
  });
};

const update: Handler = (call) => {
  const { calendarId, primary } = entryToChange(call).value;
  return put(call, userOf(call), {
    ...emptyEntry(calendarId),
    primary,
    ...settingsIn(call, call.body),
  });
};

const patch: Handler = (call) => {
  const before = entryToChange(call);
  const user = userOf(call);
  const merged = mergePatch(calendarListEntry(call.world, user.email, before), call.body);
  const { calendarId, primary, deleted } = before.value;
  // `merged` also holds values that the entry only derives from its calendar. Store those fields alone that the patch
  // names; a background colour also sets the nearest colour id.
  const kept = Object.entries(before.value).filter(([name]) => call.body[name] !== null);
  const patched = Object.entries(settingsIn(call, merged)).filter(
    ([name]) => name in call.body || (name === 'colorId' && 'backgroundColor' in call.body),
  );
  return put(call, user, {
    ...emptyEntry(calendarId),
    ...Object.fromEntries(kept),
    ...Object.fromEntries(patched),
    primary,
    deleted,
  });
};

const remove: Handler = (call) => {
  const { value } = entryToChange(call);
  const { email } = userOf(call);
  if (value.primary) {
    throw cannotChangeOwnPrimarySubscription();
  }
  if (call.world.calendar(value.calendarId)?.owner === email) {
    throw cannotUnsubscribeFromOwnedCalendar();
  }
  const list = call.world.listOf(email);
  list.put(value.calendarId, { ...value, deleted: true }, call.world.clock.now());
  return {};
};

export const calendarListMethods: Readonly<Record<string, Handler>> = {
  'calendar.calendarList.list': list,
  'calendar.calendarList.get': get,
  'calendar.calendarList.insert': insert,
  'calendar.calendarList.update': update,
  'calendar.calendarList.patch': patch,
  'calendar.calendarList.delete': remove,
};

/** An entry with the default of every setting. */
function emptyEntry(calendarId: string): ListedCalendar {
  return { calendarId, primary: false, selected: false, hidden: false, deleted: false };
}

/** The settings in a request body. */
function settingsIn(call: Call, body: WireCalendarListEntry): Partial<ListedCalendar> {
  const { colorId, summaryOverride, defaultReminders, notificationSettings } = body;
  if (colorId && calendarBackground(colorId) === undefined) {
    throw invalid('Invalid color ID.');
  }
  return {
    ...(typeof body.selected === 'boolean' && { selected: body.selected }),
    ...(typeof body.hidden === 'boolean' && { hidden: body.hidden }),
    ...(colorId && { colorId }),
    ...(summaryOverride && { summaryOverride }),
    ...(defaultReminders && { defaultReminders: normalizedReminders(defaultReminders) }),
    ...(notificationSettings && { notificationSettings: validNotifications(notificationSettings) }),
    // Without `colorRgbFormat` Google ignores the colours of a body and uses its `colorId`.
    ...(call.parameters.flag('colorRgbFormat') && chosenColors(body)),
  };
}

type NotificationSettings = NonNullable<WireCalendarListEntry['notificationSettings']>;

function validNotifications(settings: NotificationSettings): NotificationSettings {
  for (const { type, method } of settings.notifications ?? []) {
    if (!type || !method) {
      throw required('Missing notification type or method.');
    }
    if (!NOTIFICATION_TYPES.has(type) || method !== 'email') {
      throw invalid('Invalid notification type or method.');
    }
  }
  return settings;
}

function chosenColors({ backgroundColor, foregroundColor }: WireCalendarListEntry) {
  if ([backgroundColor, foregroundColor].some((color) => color && !HEX_COLOR.test(color))) {
    throw invalid('Invalid color value.');
  }
  const colorId = backgroundColor ? nearestColorId(backgroundColor) : undefined;
  return {
    ...(backgroundColor && { backgroundColor }),
    ...(foregroundColor && { foregroundColor }),
    ...(colorId !== undefined && { colorId }),
  };
}

function listedInPath(call: Call): Revision<ListedCalendar> {
  const calendar = calendarNamed(call, call.parameters.inPath('calendarId'));
  const listed = calendar && call.world.listOf(userOf(call).email).get(calendar.id);
  if (!listed || listed.value.deleted) {
    throw notFound();
  }
  return listed;
}

function entryToChange(call: Call): Revision<ListedCalendar> {
  const listed = listedInPath(call);
  assertUnchanged(call, `"${listed.version}"`);
  return listed;
}

function put(call: Call, user: SeedUser, listed: ListedCalendar): Answer {
  const list = call.world.listOf(user.email);
  return answer(call, list.put(listed.calendarId, listed, call.world.clock.now()));
}

function answer(call: Call, listed: Revision<ListedCalendar>): Answer {
  const body = calendarListEntry(call.world, userOf(call).email, listed);
  return { body, etag: body.etag };
}

function primaryFirst(revisions: Iterable<Revision<ListedCalendar>>): Revision<ListedCalendar>[] {
  return [...revisions].sort((a, b) => Number(b.value.primary) - Number(a.value.primary));
}
