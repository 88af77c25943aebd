import type { CalendarEvent } from '../model/calendar-event';
import type { EventAnswer } from './event-backend';

/**
 * An answer that is not complete, with the events that were shown before and that it lacks: they may exist all the same,
 * so that no event vanishes while pages come in. A complete answer stays as it is.
 */
export function withEarlierEvents<E extends CalendarEvent>(
  earlier: readonly E[],
  answer: EventAnswer<E>,
): EventAnswer<E> {
  const isComplete = !answer.loading && !answer.error;
  return isComplete ? answer : { ...answer, events: mergeById(earlier, answer.events) };
}

function mergeById<E extends CalendarEvent>(
  earlier: readonly E[],
  arrived: readonly E[],
): readonly E[] {
  return [...new Map([...earlier, ...arrived].map((event) => [event.id, event])).values()];
}
