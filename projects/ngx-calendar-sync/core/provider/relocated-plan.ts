import type { CalendarEvent } from '../model/calendar-event';
import type { Overlay, PlannedWrite, WriteTarget } from './event-write';

/**
 * A plan for its event in the calendar that the event was moved to. Its request stays as it is: that is the provider's.
 * @param from The id of the calendar that the event was moved from.
 */
export function relocatedPlan<E extends CalendarEvent>(
  plan: PlannedWrite<E>,
  from: string,
  to: string,
): PlannedWrite<E> {
  const { shown, movedFrom, base } = plan;
  const relocated = <Located extends WriteTarget | E>(located: Located): Located =>
    located.calendarId === from ? { ...located, calendarId: to } : located;
  return {
    ...plan,
    shown: relocatedOverlay(shown, relocated),
    ...(movedFrom ? { movedFrom: relocated(movedFrom) } : {}),
    ...(base ? { base: relocated(base) } : {}),
  };
}

function relocatedOverlay<E extends CalendarEvent>(
  overlay: Overlay<E>,
  relocated: <Located extends WriteTarget | E>(located: Located) => Located,
): Overlay<E> {
  if (overlay.kind === 'put') {
    return { ...overlay, event: relocated(overlay.event) };
  }
  const target = relocated(overlay.target);
  if (overlay.kind !== 'series') {
    return { ...overlay, target };
  }
  const { master, exceptions, rest } = overlay;
  return {
    ...overlay,
    target,
    master: master && relocated(master),
    exceptions: exceptions.map((each) => relocated(each)),
    ...(rest ? { rest: relocated(rest) } : {}),
  };
}
