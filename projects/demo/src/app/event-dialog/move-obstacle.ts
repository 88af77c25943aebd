import type { AnyEvent } from '../accounts/any-account';

/**
 * Why an event cannot be moved to another calendar, for the user; `undefined` if it can.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/move
 */
export function moveObstacle(event: AnyEvent, isOfOutlook = false): string | undefined {
  if (event.eventType !== undefined && event.eventType !== 'default') {
    return $localize`:@@moveObstacle.kind:An event of this kind stays in its calendar.`;
  }
  if (event.seriesId !== undefined) {
    return $localize`:@@moveObstacle.series:One date of a series stays in the calendar of the series.`;
  }
  if (isOfOutlook) {
    return event.attendees?.length
      ? $localize`:@@moveObstacle.meeting:A meeting of Outlook stays in its calendar.`
      : undefined;
  }
  const { organizer, calendarId } = event;
  if (organizer && !organizer.self && organizer.email !== calendarId) {
    return $localize`:@@moveObstacle.organizer:Only its organizer can move this event to another calendar.`;
  }
  return undefined;
}
