import { CalendarSyncError } from 'ngx-calendar-sync';
import type {
  GoogleAclRule,
  GoogleCalendarListEntry,
  GoogleCalendarResource,
  GoogleColors,
} from 'ngx-calendar-sync/google';
import { idOf, pageOf, type RestCall, type Route } from './google-route';
import type { InMemoryGoogle } from './in-memory-google';

/** Google's two resources of a calendar in one: the calendar itself, and its entry in the list of the account. */
export type CalendarEntry = GoogleCalendarListEntry & GoogleCalendarResource;

type ListedCalendar = CalendarEntry & { readonly id: string };

const FOREGROUND = '#1d1d1d';

/** @see https://developers.google.com/workspace/calendar/api/v3/reference/colors */
const COLORS: GoogleColors = {
  calendar: palette(
    ...['#ac725e', '#d06b64', '#f83a22', '#fa573c', '#ff7537', '#ffad46', '#42d692', '#16a765'],
    ...['#7bd148', '#b3dc6c', '#fbe983', '#fad165', '#92e1c0', '#9fe1e7', '#9fc6e7', '#4986e7'],
    ...['#9a9cff', '#b99aff', '#c2c2c2', '#cabdbf', '#cca6ac', '#f691b2', '#cd74e6', '#a47ae2'],
  ),
  event: palette(
    ...['#a4bdfc', '#7ae7bf', '#dbadff', '#ff887c', '#fbd75b', '#ffb878'],
    ...['#46d6db', '#e1e1e1', '#5484ed', '#51b749', '#dc2127'],
  ),
};

/**
 * The requests of calendars, of the account's list of them, of access rules, colours and settings, in memory.
 * @param settings The user's settings, under Google's ids.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference
 */
export function calendarRoutes(
  google: InMemoryGoogle,
  settings: Readonly<Record<string, string>>,
): readonly Route[] {
  return [
    ...listRoutes(google),
    ...accessRoutes(google.account),
    { method: 'GET', path: '/colors', name: 'colors.get', answer: () => COLORS },
    {
      method: 'GET',
      path: '/users/me/settings',
      name: 'settings.list',
      answer: (call) =>
        pageOf(
          Object.entries(settings).map(([id, value]) => ({ id, value })),
          call,
        ),
    },
  ];
}

function listRoutes(google: InMemoryGoogle): readonly Route[] {
  /** Calendars that the user has taken off the list, and can subscribe to again. */
  const unlisted = new Map<string, ListedCalendar>();
  let made = 0;
  const find = (id: string) => google.entry(id) ?? unlisted.get(id) ?? throwNotFound(id);
  const change = (call: RestCall) => {
    const entry = find(idOf(call, 'calendarId'));
    return google.list(merged(entry, withIds(colored(call.body))));
  };
  const remove = (call: RestCall) => {
    const entry = find(idOf(call, 'calendarId'));
    google.removeCalendar(entry.id);
    return entry;
  };
  const calendars = '/calendars';
  const list = '/users/me/calendarList';
  const one = ':calendarId';
  const get = (call: RestCall) => find(idOf(call, 'calendarId'));
  return [
    {
      method: 'POST',
      path: calendars,
      name: 'calendars.insert',
      answer: ({ body }) => {
        made += 1;
        const id = `calendar${made}@group.calendar.google.com`;
        const entry = colored({ id, accessRole: 'owner', selected: true, colorId: '16' });
        return google.list(merged(entry, withIds(colored(body))));
      },
    },
    { method: 'GET', path: `${calendars}/${one}`, name: `calendars.get ${one}`, answer: get },
    {
      method: 'PATCH',
      path: `${calendars}/${one}`,
      name: `calendars.patch ${one}`,
      answer: change,
    },
    {
      method: 'DELETE',
      path: `${calendars}/${one}`,
      name: `calendars.delete ${one}`,
      answer: (call) => {
        google.removeEvents(remove(call).id);
        return null;
      },
    },
    {
      method: 'GET',
      path: list,
      name: 'calendars',
      answer: (call) => pageOf(google.entries, call),
    },
    { method: 'GET', path: `${list}/${one}`, name: `calendarList.get ${one}`, answer: get },
    {
      method: 'POST',
      path: list,
      name: 'calendarList.insert',
      answer: ({ body }) => {
        const { id = '' } = body as GoogleCalendarListEntry;
        const entry = unlisted.get(id) ?? {
          ...colored({ colorId: '16' }),
          ...{ id, summary: id, accessRole: 'reader', selected: true },
        };
        return google.list(merged(entry, colored(body)));
      },
    },
    {
      method: 'PATCH',
      path: `${list}/${one}`,
      name: `calendarList.patch ${one}`,
      answer: change,
    },
    {
      method: 'DELETE',
      path: `${list}/${one}`,
      name: `calendarList.delete ${one}`,
      answer: (call) => {
        const entry = remove(call);
        unlisted.set(entry.id, entry);
        return null;
      },
    },
  ];
}

function accessRoutes(account: string): readonly Route[] {
  /** By calendar id. */
  const rulesByCalendar = new Map<string, Map<string, GoogleAclRule>>();
  const owner: GoogleAclRule = {
    id: `user:${account}`,
    scope: { type: 'user', value: account },
    role: 'owner',
  };
  const rulesOf = (call: RestCall) => {
    const calendarId = idOf(call, 'calendarId');
    const rules = rulesByCalendar.get(calendarId) ?? new Map([[owner.id ?? '', owner]]);
    rulesByCalendar.set(calendarId, rules);
    return rules;
  };
  const put = (call: RestCall, rule: GoogleAclRule) => {
    const { type = 'default', value } = rule.scope ?? {};
    const id = value === undefined ? type : `${type}:${value}`;
    const stored = { ...rule, id };
    rulesOf(call).set(id, stored);
    return stored;
  };
  const find = (call: RestCall) => {
    const id = idOf(call, 'ruleId');
    return rulesOf(call).get(id) ?? throwNotFound(id);
  };
  const rules = '/calendars/:calendarId/acl';
  const rule = `${rules}/:ruleId`;
  return [
    {
      method: 'GET',
      path: rules,
      name: 'acl.list :calendarId',
      answer: (call) => pageOf([...rulesOf(call).values()], call),
    },
    {
      method: 'POST',
      path: rules,
      name: 'acl.insert :calendarId',
      answer: (call) => put(call, call.body),
    },
    {
      method: 'PATCH',
      path: rule,
      name: 'acl.patch :calendarId/:ruleId',
      answer: (call) => put(call, { ...find(call), ...call.body }),
    },
    {
      method: 'DELETE',
      path: rule,
      name: 'acl.delete :calendarId/:ruleId',
      answer: (call) => {
        find(call);
        rulesOf(call).delete(idOf(call, 'ruleId'));
        return null;
      },
    },
  ];
}

/** `null` in the patch removes a field. */
function merged<Entry extends CalendarEntry>(entry: Entry, patch: object): Entry {
  return Object.fromEntries(
    Object.entries({ ...entry, ...patch }).filter(([, value]) => value !== null),
  ) as Entry;
}

/** A colour that is given by its id alone is that of Google's palette. */
function colored<Part extends CalendarEntry>(part: Part): Part {
  const { background, foreground } = COLORS.calendar?.[part.colorId ?? ''] ?? {};
  return {
    ...(background === undefined ? {} : { backgroundColor: background }),
    ...(foreground === undefined ? {} : { foregroundColor: foreground }),
    ...part,
  };
}

/** Google gives ids to labels that have none. */
function withIds(part: CalendarEntry): CalendarEntry {
  const eventLabels = part.labelProperties?.eventLabels?.map((label) => ({
    ...label,
    id: label.id ?? crypto.randomUUID(),
  }));
  return eventLabels ? { ...part, labelProperties: { eventLabels } } : part;
}

function palette(...backgrounds: readonly string[]): NonNullable<GoogleColors['event']> {
  return Object.fromEntries(
    backgrounds.map((background, index) => [
      String(index + 1),
      { background, foreground: FOREGROUND },
    ]),
  );
}

function throwNotFound(id: string): never {
  throw new CalendarSyncError('not-found', `There is no ${id}.`);
}
