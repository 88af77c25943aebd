const SCOPE_PREFIX = 'https://www.googleapis.com/auth/';

/**
 * The permissions to make, rename and delete calendars, and to change the list of them.
 * @see https://developers.google.com/workspace/calendar/api/auth
 */
const MANAGING_SCOPES = [
  `${SCOPE_PREFIX}calendar.calendars`,
  `${SCOPE_PREFIX}calendar.calendarlist`,
];

/** Those that the user has not given yet, to pass to `requestScopes()`. */
export function missingManagingScopes(granted: readonly string[]): readonly string[] {
  return granted.includes(`${SCOPE_PREFIX}calendar`)
    ? []
    : MANAGING_SCOPES.filter((scope) => !granted.includes(scope));
}
