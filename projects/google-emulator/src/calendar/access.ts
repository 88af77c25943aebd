import type { AccessRole } from '../seed/seed.ts';
import { rankOf } from '../world/access-list.ts';
import type { Calendar } from '../world/calendar.ts';
import { notFound, requiredAccessLevel } from './api-error.ts';
import { userOf, type Call, type Caller } from './call.ts';
import { insufficientScopes } from './authentication-errors.ts';
import { googleName } from './google-name.ts';

const SCOPE_PREFIX = 'https://www.googleapis.com/auth/';

/** How much of an event the caller may see. */
export type DetailLevel = 'everything' | 'no private details' | 'times only';

export interface Access {
  readonly calendar: Calendar;
  /** The caller's role in the calendar, regardless of the token's scopes. */
  readonly role: AccessRole;
  readonly detail: DetailLevel;
}

/**
 * The calendar that the path names, for reading its events.
 * @throws ApiError 404 if the caller has no access to it, 403 if the token's scopes do not cover it.
 */
export function openCalendar(call: Call, id = call.parameters.inPath('calendarId')): Access {
  const calendar = id === 'primary' ? primaryOf(call) : call.world.calendar(id);
  const role = calendar?.access.roleOf(call.caller.user?.email);
  if (!calendar || !role) {
    throw notFound();
  }
  // A caller with only an API key has no scopes: access depends on the public role alone.
  const reach = call.caller.user ? reachOf(call.caller, calendar, role) : 'read';
  if (reach === 'none') {
    throw insufficientScopes(googleName(call.method), call.method.scopes);
  }
  return { calendar, role, detail: reach === 'times' ? 'times only' : detailOf(role) };
}

/**
 * The calendar that the path names, for writing its events.
 * @throws ApiError as `openCalendar`, and 403 if the role or the scopes do not allow writing.
 */
export function openForWriting(call: Call, id?: string): Access {
  const access = openCalendar(call, id);
  if (!mayWrite(call.caller, access)) {
    throw insufficientScopes(googleName(call.method), call.method.scopes);
  }
  if (rankOf(access.role) < rankOf('writerWithoutPrivateAccess')) {
    throw requiredAccessLevel('writer');
  }
  return access;
}

function primaryOf(call: Call): Calendar | undefined {
  return call.world.primaryOf(userOf(call).email);
}

function detailOf(role: AccessRole): DetailLevel {
  switch (role) {
    case 'owner':
    case 'writer':
      return 'everything';
    case 'writerWithoutPrivateAccess':
    case 'reader':
      return 'no private details';
    case 'freeBusyReader':
      return 'times only';
  }
}

/** What the token's scopes allow in this calendar. `identify` has checked that one of them belongs to the method. */
function reachOf(caller: Caller, calendar: Calendar, role: AccessRole): 'read' | 'times' | 'none' {
  const has = (...names: string[]) => names.some((name) => caller.scopes.has(SCOPE_PREFIX + name));
  if (
    has('calendar', 'calendar.readonly', 'calendar.events', 'calendar.events.readonly') ||
    isCreatedByApp(caller, calendar)
  ) {
    return 'read';
  }
  if (role === 'owner' && has('calendar.events.owned', 'calendar.events.owned.readonly')) {
    return 'read';
  }
  if (calendar.access.isPublic && has('calendar.events.public.readonly')) {
    return 'read';
  }
  return has('calendar.events.freebusy') ? 'times' : 'none';
}

function mayWrite(caller: Caller, { calendar, role }: Access): boolean {
  const has = (name: string) => caller.scopes.has(SCOPE_PREFIX + name);
  return (
    has('calendar') ||
    has('calendar.events') ||
    (role === 'owner' && has('calendar.events.owned')) ||
    isCreatedByApp(caller, calendar)
  );
}

/** Whether the token covers the calendar because the app created it (scope `calendar.app.created`). */
export function isCreatedByApp({ scopes, clientId }: Caller, calendar: Calendar): boolean {
  return scopes.has(`${SCOPE_PREFIX}calendar.app.created`) && calendar.creatorClientId === clientId;
}
