import type { AccessRole } from '../seed/seed.ts';
import type { Calendar } from '../world/calendar.ts';
import { isMadeByApp } from './access.ts';
import { notFound, requiredAccessLevel } from './api-error.ts';
import { userOf, type Call } from './call.ts';
import { insufficientScopes } from './door-errors.ts';
import { googleName } from './google-name.ts';

const APP_CREATED = 'https://www.googleapis.com/auth/calendar.app.created';

/** The calendar of an id, or of the word `primary`; undefined where the caller may not know of it. */
export function calendarNamed(call: Call, id: string): Calendar | undefined {
  const { world, caller } = call;
  const calendar =
    id === 'primary' && caller.user ? world.primaryOf(caller.user.email) : world.calendar(id);
  return calendar?.access.roleOf(caller.user?.email) ? calendar : undefined;
}

/**
 * The calendar that the path names, for what is said of it rather than for its events.
 * @throws ApiError 404 for one that the caller may not know of, 403 for one that the app did not make where the token
 *   reaches only those.
 */
export function namedInPath(call: Call): {
  readonly calendar: Calendar;
  readonly role: AccessRole;
} {
  const user = userOf(call);
  const calendar = calendarNamed(call, call.parameters.inPath('calendarId'));
  const role = calendar?.access.roleOf(user.email);
  if (!calendar || !role) {
    throw notFound();
  }
  assertReach(call, calendar);
  return { calendar, role };
}

/** The same, for its owners only. */
export function ownedInPath(call: Call): Calendar {
  const { calendar, role } = namedInPath(call);
  if (role !== 'owner') {
    throw requiredAccessLevel('owner');
  }
  return calendar;
}

function assertReach(call: Call, calendar: Calendar): void {
  const others = call.method.scopes.filter((scope) => scope !== APP_CREATED);
  const isReached = others.some((scope) => call.caller.scopes.has(scope));
  if (!isReached && !isMadeByApp(call.caller, calendar)) {
    throw insufficientScopes(googleName(call.method), call.method.scopes);
  }
}
