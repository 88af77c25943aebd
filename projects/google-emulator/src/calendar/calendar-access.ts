import type { AccessRole } from '../seed/seed.ts';
import type { Calendar } from '../world/calendar.ts';
import { isCreatedByApp } from './access.ts';
import { notFound, requiredAccessLevel } from './api-error.ts';
import { userOf, type Call } from './call.ts';
import { insufficientScopes } from './authentication-errors.ts';
import { googleName } from './google-name.ts';

const APP_CREATED_SCOPE = 'https://www.googleapis.com/auth/calendar.app.created';

/** The calendar with the id, which may be `primary`; undefined if the caller has no access to it. */
export function calendarNamed(call: Call, id: string): Calendar | undefined {
  const { world, caller } = call;
  const calendar =
    id === 'primary' && caller.user ? world.primaryOf(caller.user.email) : world.calendar(id);
  return calendar?.access.roleOf(caller.user?.email) ? calendar : undefined;
}

/**
 * The calendar that the path names, for its properties rather than its events.
 * @throws ApiError 404 if the caller has no access to it, 403 if the token covers only calendars that the app created
 *   and this is not one of them.
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
  assertTokenCovers(call, calendar);
  return { calendar, role };
}

/**
 * As `namedInPath`, for owners only.
 * @throws ApiError 403 for other roles.
 */
export function ownedInPath(call: Call): Calendar {
  const { calendar, role } = namedInPath(call);
  if (role !== 'owner') {
    throw requiredAccessLevel('owner');
  }
  return calendar;
}

function assertTokenCovers(call: Call, calendar: Calendar): void {
  const others = call.method.scopes.filter((scope) => scope !== APP_CREATED_SCOPE);
  const isCovered = others.some((scope) => call.caller.scopes.has(scope));
  if (!isCovered && !isCreatedByApp(call.caller, calendar)) {
    throw insufficientScopes(googleName(call.method), call.method.scopes);
  }
}
