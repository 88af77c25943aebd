import { dateFormat } from '../../config/date-format';
import type { EventTimes } from '../../calendar-board/board-view';

/** When an event begins, in few words: `Thu 26, 14:00`, or the day alone. */
export function shortTimeText(
  { start, allDay }: EventTimes,
  locale: string,
  timeZone: string,
): string {
  const day = { weekday: 'short', day: 'numeric' } as const;
  // Dates are parsed as UTC, so they have to be formatted in UTC to stay the same day in every zone.
  const format = allDay
    ? dateFormat(locale, { ...day, timeZone: 'UTC' })
    : dateFormat(locale, { ...day, hour: 'numeric', minute: '2-digit', timeZone });
  return format.format(new Date(start));
}
