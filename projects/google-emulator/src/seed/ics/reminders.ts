import type { WireEvent, WireEventReminder } from '../../discovery/wire-types.generated.ts';

import { instantOf } from '../civil-time.ts';
import type { IcsComponent } from './components.ts';
import { durationOf, lengthOf } from './duration.ts';
import type { EventSpan } from './event-span.ts';
import { firstOf, parameterOf, valueOf } from './properties.ts';
import type { TimeValue } from './time-value.ts';
import { clockOf } from './written-time.ts';

type Reminders = NonNullable<WireEvent['reminders']>;

const MINUTE_MS = 60_000;
/** Four weeks, the longest Google takes. */
const MAX_MINUTES_BEFORE = 40_320;
/** The most Google takes. */
const MAX_REMINDERS = 5;

/** VALARMs as reminders. Alarms after the start have no counterpart and are left out. */
export function remindersOf(event: IcsComponent, span: EventSpan, calendarZone: string): Reminders {
  const alarms = event.children.filter(({ name }) => name === 'VALARM');
  if (alarms.length === 0) {
    return { useDefault: true };
  }
  const overrides = new Map<string, WireEventReminder>();
  for (const alarm of alarms) {
    const action = valueOf(alarm, 'ACTION')?.toUpperCase();
    const minutes = minutesBefore(alarm, span, calendarZone);
    if (action === 'NONE' || minutes === undefined || minutes < 0 || minutes > MAX_MINUTES_BEFORE) {
      continue;
    }
    const method = action === 'EMAIL' ? 'email' : 'popup';
    overrides.set(`${method} ${minutes}`, { method, minutes });
  }
  return { useDefault: false, overrides: [...overrides.values()].slice(0, MAX_REMINDERS) };
}

function minutesBefore(
  alarm: IcsComponent,
  { start, end }: EventSpan,
  calendarZone: string,
): number | undefined {
  const trigger = firstOf(alarm, 'TRIGGER');
  const begins = instant(start, calendarZone);
  const duration = durationOf(trigger?.value ?? '');
  if (duration) {
    const fromEnd = parameterOf(trigger, 'RELATED')?.toUpperCase() === 'END';
    const anchor = fromEnd ? instant(end, calendarZone) : begins;
    return Math.round((begins - anchor - lengthOf(duration)) / MINUTE_MS);
  }
  // A time of its own is in UTC by definition.
  const clock = clockOf(trigger?.value ?? '');
  return clock && Math.round((begins - clock.wall) / MINUTE_MS);
}

function instant(value: TimeValue, calendarZone: string): number {
  return value.kind === 'time' ? value.instant : instantOf(`${value.date}T00:00:00`, calendarZone);
}
