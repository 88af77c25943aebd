/** The path of a calendar as everybody sees it. */
export const calendarPath = (calendarId: string): string =>
  `/calendars/${encodeURIComponent(calendarId)}`;

/** The path of a calendar as the account lists it. */
export const listedPath = (calendarId: string): string =>
  `/users/me/calendarList/${encodeURIComponent(calendarId)}`;
