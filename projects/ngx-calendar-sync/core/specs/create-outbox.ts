import { EMPTY } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { Outbox } from '../outbox/outbox';
import type { SessionContext } from '../session/session-outbox';

/** Sessions of specs have the code of writing from the start. */
export function createOutbox<E extends CalendarEvent>(context: SessionContext<E>): Outbox<E> {
  return new Outbox({
    ...context,
    wake$: EMPTY,
    isOnline: () => true,
    conflictPolicy: () => 'ask',
  });
}
