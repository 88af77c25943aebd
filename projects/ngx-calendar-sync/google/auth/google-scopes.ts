import type { Calendar } from 'ngx-calendar-sync';

const prefix = 'https://www.googleapis.com/auth/';

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
  email: `${prefix}userinfo.email`,
  profile: `${prefix}userinfo.profile`,
};

function holds(granted: string, wanted: string): boolean {
  if (granted === wanted || longForms[wanted] === granted || longForms[granted] === wanted) {
    return true;
  }
  const narrower = implied[granted.replace(prefix, '')] ?? [];
  return narrower.some((name) => prefix + name === wanted);
}

/** Which of the wanted scopes are not covered by the granted ones. */
export function missingScopes(
  wanted: readonly string[],
  granted: readonly string[],
): readonly string[] {
  return wanted.filter((scope) => !granted.some((one) => holds(one, scope)));
}

const grants = (granted: readonly string[], name: string) =>
  missingScopes([prefix + name], granted).length === 0;

export function canListCalendars(granted: readonly string[]): boolean {
  return grants(granted, 'calendar.calendarlist.readonly');
}

export function canReadProfile(granted: readonly string[]): boolean {
  return missingScopes(['openid', 'email'], granted).length === 0;
}

/** Whether events of a calendar with this role can be created and changed. */
export function canWriteEvents(granted: readonly string[], role: Calendar['accessRole']): boolean {
  if (role === 'owner') return grants(granted, 'calendar.events.owned');
  return role === 'writer' && grants(granted, 'calendar.events');
}
