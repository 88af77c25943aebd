import type { AccessRole } from '../seed/seed.ts';
import { rankOf } from '../world/access-list.ts';
import type { Calendar } from '../world/calendar.ts';
import { notFound, requiredAccessLevel } from './api-error.ts';
import { userOf, type Call, type Caller } from './call.ts';
import { insufficientScopes } from './door-errors.ts';
import { googleName } from './google-name.ts';

const AUTH = 'https://www.googleapis.com/auth/';

/** How much of an event somebody sees. */
export type View = 'everything' | 'no private details' | 'times only';

export interface Access {
  readonly calendar: Calendar;
  /** What the calendar's sharing gives, whatever the token. */
  readonly role: AccessRole;
  readonly view: View;
}

/**
 * The calendar that the path names, for reading.
 * @throws ApiError 404 for one that the caller may not know of, 403 where the token's scopes do not reach.
 */
export function openCalendar(call: Call, id = call.parameters.inPath('calendarId')): Access {
  const calendar = id === 'primary' ? primaryOf(call) : call.world.calendar(id);
  const role = calendar?.access.roleOf(call.caller.user?.email);
  if (!calendar || !role) {
    throw notFound();
  }
  // A caller with a key alone has no scopes: the role of the public is all there is.
  const reach = call.caller.user ? reachOf(call.caller, calendar, role) : 'read';
  if (reach === 'none') {
    throw insufficientScopes(googleName(call.method), call.method.scopes);
  }
  return { calendar, role, view: reach === 'times' ? 'times only' : viewOf(role) };
}

/** The same for writing. */
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

function viewOf(role: AccessRole): View {
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

/** What the token's scopes leave of the role. The method's own list of scopes was checked before. */
function reachOf(caller: Caller, calendar: Calendar, role: AccessRole): 'read' | 'times' | 'none' {
  const has = (...names: string[]) => names.some((name) => caller.scopes.has(AUTH + name));
  if (
    has('calendar', 'calendar.readonly', 'calendar.events', 'calendar.events.readonly') ||
    isMadeByApp(caller, calendar)
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
  const has = (name: string) => caller.scopes.has(AUTH + name);
  return (
    has('calendar') ||
    has('calendar.events') ||
    (role === 'owner' && has('calendar.events.owned')) ||
    isMadeByApp(caller, calendar)
  );
}

/** Whether the token reaches the calendar because the app made it. */
export function isMadeByApp({ scopes, clientId }: Caller, calendar: Calendar): boolean {
  return scopes.has(`${AUTH}calendar.app.created`) && calendar.creatorClientId === clientId;
}
