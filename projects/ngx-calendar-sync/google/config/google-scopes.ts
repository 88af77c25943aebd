import type { Calendar } from 'ngx-calendar-sync';

const PREFIX = 'https://www.googleapis.com/auth/';

/** By scope, the narrower ones that it holds within it. */
const implied: Readonly<Record<string, readonly string[]>> = {
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
};

/** Google answers `openid email profile` in their long form. */
const longForms: Readonly<Record<string, string>> = {
  email: `${PREFIX}userinfo.email`,
  profile: `${PREFIX}userinfo.profile`,
};

function holds(granted: string, wanted: string): boolean {
  if (granted === wanted || longForms[wanted] === granted || longForms[granted] === wanted) {
    return true;
  }
  const narrower = implied[granted.replace(PREFIX, '')] ?? [];
  return narrower.some((name) => PREFIX + name === wanted);
}

/** Which of the wanted scopes are not covered by the granted ones. */
export function missingScopes(
  wanted: readonly string[],
  granted: readonly string[],
): readonly string[] {
  return wanted.filter((scope) => !granted.some((one) => holds(one, scope)));
}

export function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  return missingScopes(a, b).length === 0 && missingScopes(b, a).length === 0;
}

const grants = (granted: readonly string[], name: string) =>
  missingScopes([PREFIX + name], granted).length === 0;

export function canListCalendars(granted: readonly string[]): boolean {
  return grants(granted, 'calendar.calendarlist.readonly');
}

export function canReadProfile(granted: readonly string[]): boolean {
  return missingScopes(['openid', 'email'], granted).length === 0;
}

/** What of a calendar's events can be read with its role. */
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

/** `undefined` where the role lets nobody read events. */
export function scopeToRead(role: Calendar['accessRole']): string | undefined {
  if (role === 'freeBusyReader') {
    return undefined;
  }
  return (
    PREFIX + (role === 'owner' ? 'calendar.events.owned.readonly' : 'calendar.events.readonly')
  );
}

/** `undefined` where the role lets nobody write. */
export function scopeToWrite(role: Calendar['accessRole']): string | undefined {
  if (role === 'owner') {
    return `${PREFIX}calendar.events.owned`;
  }
  return role === 'writer' ? `${PREFIX}calendar.events` : undefined;
}

/** Whether events of a calendar with this role can be created and changed. */
export function canWriteEvents(granted: readonly string[], role: Calendar['accessRole']): boolean {
  const needed = scopeToWrite(role);
  return needed !== undefined && missingScopes([needed], granted).length === 0;
}
