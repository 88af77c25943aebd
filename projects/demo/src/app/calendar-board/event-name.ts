import type { AnyEvent } from '../accounts/any-account';
import { dateFormat } from '../config/date-format';
import { firstUsableZone } from '../config/display-time-zone';
import { eventTimeText } from '../event-dialog/event-time-text';
import { type EventCircumstances, eventTitle, ownAnswer } from './board-event';

/**
 * What a screen reader says of an event, since it cannot see the event's place, colour and look on the board: title, day,
 * time, calendar and state.
 */
export function eventName(
  event: AnyEvent,
  { calendarName, saving }: EventCircumstances,
  locale: string,
  boardZone: string,
): string {
  return [
    eventTitle(event),
    eventTimeText(event, locale, boardZone),
    event.allDay
      ? $localize`:@@calendarBoard.wholeDay:all day`
      : timesInOwnZone(event, locale, boardZone),
    calendarName,
    stateText(event),
    saving && $localize`:@@calendarBoard.saving:saving`,
  ]
    .filter((part) => part)
    .join(', ');
}

/** The times in the event's own zone, as in `09:00 – 10:00 New York Time`, where its clocks differ from the board's. */
function timesInOwnZone(
  { start, end, timeZone }: AnyEvent,
  locale: string,
  boardZone: string,
): string | undefined {
  const times = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale, { hour: 'numeric', minute: '2-digit', ...options }).formatRange(
      new Date(start),
      new Date(end),
    );
  const ownZone = firstUsableZone(timeZone, boardZone);
  return times({ timeZone: ownZone }) === times({ timeZone: boardZone })
    ? undefined
    : times({ timeZone: ownZone, timeZoneName: 'shortGeneric' });
}

function stateText(event: AnyEvent): string | undefined {
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
