import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { GoogleAclRule, GoogleCalendarListEntry } from 'ngx-calendar-sync/google';
import { idOf, pageOf, type RestCall, type Route } from './google-route';
import type { CalendarEntry, InMemoryGoogle } from './in-memory-google';

type ListedCalendar = CalendarEntry & { readonly id: string };

/** Of a calendar that has none of its own: Google's Cobalt, and the colour of text on it. */
const DEFAULT_COLORS = { backgroundColor: '#9fc6e7', foregroundColor: '#000000' };

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
    // Without an answer to the contrary the library takes the palette that Google has for everybody.
    { method: 'GET', path: '/colors', name: 'colors.get', answer: () => ({}) },
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
    return google.list(merged(entry, withIds(call.body)));
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
        const entry = { ...DEFAULT_COLORS, id, accessRole: 'owner', selected: true };
        return google.list(merged(entry, withIds(body)));
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
        const stranger = {
          ...DEFAULT_COLORS,
          id,
          summary: id,
          accessRole: 'reader',
          selected: true,
        };
        return google.list(merged(google.entry(id) ?? unlisted.get(id) ?? stranger, body));
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
      method: 'GET',
      path: rule,
      name: 'acl.get :calendarId/:ruleId',
      answer: (call) => find(call),
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

/** Google gives ids to labels that have none. */
function withIds(part: CalendarEntry): CalendarEntry {
  const eventLabels = part.labelProperties?.eventLabels?.map((label) => ({
    ...label,
    id: label.id ?? crypto.randomUUID(),
  }));
  return eventLabels ? { ...part, labelProperties: { eventLabels } } : part;
}

function throwNotFound(id: string): never {
  throw new CalendarSyncError('not-found', `There is no ${id}.`);
}
