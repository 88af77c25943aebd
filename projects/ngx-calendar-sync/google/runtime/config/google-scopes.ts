import type { Calendar } from 'ngx-calendar-sync/core';

const SCOPE_PREFIX = 'https://www.googleapis.com/auth/';

/** The narrower scopes that each scope includes, without their prefix. */
const INCLUDED_SCOPES: Readonly<Record<string, readonly string[]>> = {
  calendar: [
    'calendar.readonly',
    'calendar.events',
    'calendar.events.readonly',
    'calendar.events.owned',
    'calendar.events.owned.readonly',
    'calendar.events.public.readonly',
    'calendar.calendarlist',
    'calendar.calendarlist.readonly',
    'calendar.calendars',
    'calendar.calendars.readonly',
    'calendar.acls',
    'calendar.acls.readonly',
    'calendar.app.created',
    'calendar.settings.readonly',
    'calendar.freebusy',
    'calendar.events.freebusy',
  ],
  'calendar.readonly': [
    'calendar.events.readonly',
    'calendar.events.owned.readonly',
    'calendar.events.public.readonly',
    'calendar.calendarlist.readonly',
    'calendar.calendars.readonly',
    'calendar.settings.readonly',
    'calendar.freebusy',
    'calendar.events.freebusy',
  ],
  'calendar.events': [
    'calendar.events.readonly',
    'calendar.events.owned',
    'calendar.events.owned.readonly',
    'calendar.events.public.readonly',
  ],
  'calendar.events.readonly': ['calendar.events.owned.readonly', 'calendar.events.public.readonly'],
  'calendar.events.owned': ['calendar.events.owned.readonly'],
  'calendar.calendarlist': ['calendar.calendarlist.readonly'],
  'calendar.calendars': ['calendar.calendars.readonly'],
  'calendar.acls': ['calendar.acls.readonly'],
};

/** The names under which Google grants `email` and `profile`. */
const LONG_SCOPE_NAMES: Readonly<Record<string, string>> = {
  email: `${SCOPE_PREFIX}userinfo.email`,
  profile: `${SCOPE_PREFIX}userinfo.profile`,
};

function includes(granted: string, wanted: string): boolean {
  if (
    granted === wanted ||
    LONG_SCOPE_NAMES[wanted] === granted ||
    LONG_SCOPE_NAMES[granted] === wanted
  ) {
    return true;
  }
  const narrower = INCLUDED_SCOPES[granted.replace(SCOPE_PREFIX, '')] ?? [];
  return narrower.some((name) => SCOPE_PREFIX + name === wanted);
}

/** The wanted scopes that the granted ones do not include. */
export function missingScopes(
  wanted: readonly string[],
  granted: readonly string[],
): readonly string[] {
  return wanted.filter((scope) => !granted.some((one) => includes(one, scope)));
}

const grants = (granted: readonly string[], name: string) =>
  missingScopes([SCOPE_PREFIX + name], granted).length === 0;

/** What a command of calendars needs: the narrowest scope that is enough for any calendar, without `calendar.`. */
export type CommandScope =
  | 'acls'
  | 'acls.readonly'
  | 'calendarlist'
  | 'calendarlist.readonly'
  | 'calendars'
  | 'settings.readonly';

export const scopeOf = (name: CommandScope): string => `${SCOPE_PREFIX}calendar.${name}`;

/**
 * Whether a command can be sent. `calendar.app.created` is enough for calendars that the app has made itself, and only
 * Google knows which these are.
 */
export function allowsCommand(granted: readonly string[], name: CommandScope): boolean {
  return (
    grants(granted, `calendar.${name}`) ||
    (name.startsWith('calendar') && grants(granted, 'calendar.app.created'))
  );
}

export function canListCalendars(granted: readonly string[]): boolean {
  return grants(granted, 'calendar.calendarlist.readonly');
}

export function canReadProfile(granted: readonly string[]): boolean {
  return missingScopes(['openid', 'email'], granted).length === 0;
}

/** How much of the events of a calendar can be read, where the user has this role. */
export function readableEvents(
  granted: readonly string[],
  role: Calendar['accessRole'],
): 'events' | 'free-busy' | 'nothing' {
  const needed = scopeToRead(role);
  if (needed !== undefined && missingScopes([needed], granted).length === 0) {
    return 'events';
  }
  const freeBusy = ['calendar.freebusy', 'calendar.events.freebusy'];
  return freeBusy.some((name) => grants(granted, name)) ? 'free-busy' : 'nothing';
}

/** The narrowest scope for reading events with this role, `undefined` if the role does not allow it. */
export function scopeToRead(role: Calendar['accessRole']): string | undefined {
  if (role === 'freeBusyReader') {
    return undefined;
  }
  return (
    SCOPE_PREFIX +
    (role === 'owner' ? 'calendar.events.owned.readonly' : 'calendar.events.readonly')
  );
}

/** The narrowest scope for changing events with this role, `undefined` if the role does not allow it. */
export function scopeToWrite(role: Calendar['accessRole']): string | undefined {
  if (role === 'owner') {
    return `${SCOPE_PREFIX}calendar.events.owned`;
  }
  return role === 'writer' ? `${SCOPE_PREFIX}calendar.events` : undefined;
}

/** Whether both the role and the scopes allow to create and change events. */
export function canWriteEvents(granted: readonly string[], role: Calendar['accessRole']): boolean {
  const needed = scopeToWrite(role);
  return needed !== undefined && missingScopes([needed], granted).length === 0;
}
