import type { EventTimes } from '../../calendar-board/board-view';
import { wallTimeOf } from '../../event-dialog/zoned-time';

/**
 * Whether an event has ended. An all-day event ends with its last day in the zone in which the app shows times.
 * @param now Milliseconds since the epoch.
 */
export function isOver({ end, allDay }: EventTimes, now: number, timeZone: string): boolean {
  return allDay
    ? end <= wallTimeOf(new Date(now).toISOString(), timeZone).date
    : Date.parse(end) <= now;
}
