import type { EventTimes } from '../calendar-board/board-view';
import { dateFormat } from '../config/date-format';
import { addDays } from './zoned-time';

/** When an event is, in words: `Sunday, November 22, 2026, 9:00 – 10:00 AM`. */
export function eventTimeText(
  { start, end, allDay }: EventTimes,
  locale: string,
  timeZone: string,
): string {
  const date = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  if (allDay) {
    // Dates are parsed as UTC, so they have to be formatted in UTC to stay the same day in every zone.
    const format = dateFormat(locale, { ...date, timeZone: 'UTC' });
    return format.formatRange(new Date(start), new Date(addDays(end, -1)));
  }
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const format = dateFormat(locale, { ...date, ...time, timeZone });
  return format.formatRange(new Date(start), new Date(end));
}
