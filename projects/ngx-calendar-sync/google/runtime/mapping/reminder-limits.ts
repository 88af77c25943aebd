/**
 * How many reminders an event has at most, and how many default ones a calendar.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events#resource
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList#resource
 */
export const MAX_REMINDERS = 5;

/** Four weeks before the event. */
export const MAX_REMINDER_MINUTES = 40_320;
