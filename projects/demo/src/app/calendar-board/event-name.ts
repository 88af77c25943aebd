import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { eventTimeText } from '../event-dialog/event-time-text';
import { eventTitle, ownAnswer } from './board-event';

/** What an event's name needs to know besides the event. */
export interface EventNameContext {
  readonly locale: string;
  /** The IANA zone of the board. */
  readonly timeZone: string;
  /** `undefined` for a calendar that is not the account's. */
  readonly calendarName: string | undefined;
  /** Whether a change of the event is on its way to Google. */
  readonly saving: boolean;
}

/**
 * What a screen reader says of an event, since it cannot see the event's place, colour and look on the board: title, day,
 * time, calendar and state.
 */
export function eventName(event: GoogleCalendarEvent, context: EventNameContext): string {
  return [
    eventTitle(event),
    eventTimeText(event, context.locale, context.timeZone),
    event.allDay ? $localize`:@@calendarBoard.allDay:all day` : timesInOwnZone(event, context),
    context.calendarName,
    stateText(event),
    context.saving ? $localize`:@@calendarBoard.saving:saving` : undefined,
  ]
    .filter((part) => part)
    .join(', ');
}

/** The times in the event's own zone, as in `09:00 – 10:00 New York Time`, where its clocks differ from the board's. */
function timesInOwnZone(
  { start, end, timeZone }: GoogleCalendarEvent,
  { locale, timeZone: boardZone }: EventNameContext,
): string | undefined {
  const times = (zone: string, named: object = {}) =>
    new Intl.DateTimeFormat(locale, {
      hour: 'numeric',
      minute: '2-digit',
      timeZone: zone,
      ...named,
    }).formatRange(new Date(start), new Date(end));
  if (timeZone === undefined || timeZone === boardZone || times(timeZone) === times(boardZone)) {
    return undefined;
  }
  return times(timeZone, { timeZoneName: 'shortGeneric' });
}

function stateText(event: GoogleCalendarEvent): string | undefined {
  switch (ownAnswer(event)) {
    case 'declined':
      return $localize`:@@calendarBoard.declined:you have declined`;
    case 'tentative':
      return $localize`:@@calendarBoard.maybe:you may come`;
    case 'needsAction':
      return $localize`:@@calendarBoard.notAnswered:you have not answered`;
    default:
      return event.status === 'tentative'
        ? $localize`:@@calendarBoard.tentative:tentative`
        : undefined;
  }
}
