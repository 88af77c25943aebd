import type { CalendarEvent } from '../model/calendar-event';
import type { PlannedWrite } from './event-write';

/** The members of plans that name events. */
const ID_NAMES = new Set(['eventId', 'id', 'recurringEventId', 'seriesId']);

/**
 * A plan with other ids of events, wherever it names them: it is plain data.
 * @param rename Gives the id back that it is to leave.
 */
export function renamedPlan<E extends CalendarEvent>(
  plan: PlannedWrite<E>,
  rename: (id: string) => string,
): PlannedWrite<E> {
  return renamedValue(plan, rename) as PlannedWrite<E>;
}

function renamedValue(value: unknown, rename: (id: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => renamedValue(each, rename));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      typeof each === 'string' && ID_NAMES.has(name) ? rename(each) : renamedValue(each, rename),
    ]),
  );
}
