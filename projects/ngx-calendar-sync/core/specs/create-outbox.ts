import type { CalendarEvent } from '../model/calendar-event';
import { Outbox } from '../outbox/outbox';
import type { OutboxContext } from '../session/session-outbox';

/** Sessions of specs have the code of writing from the start. */
export function createOutbox<E extends CalendarEvent>(context: OutboxContext<E>): Outbox<E> {
  return new Outbox(context);
}
