import type { EventResource, EventReminder } from '../event-resource.ts';

import { instantOf } from '../time/civil-time.ts';
import type { IcsComponent } from './components.ts';
import { durationOf, millisecondsOf } from './duration.ts';
import type { EventTimes } from './event-times.ts';
import { firstOf, parameterOf, valueOf } from './properties.ts';
import type { TimeValue } from './time-value.ts';
import { writtenTimeOf } from './written-time.ts';

type Reminders = NonNullable<EventResource['reminders']>;

const MINUTE_MS = 60_000;
/** Google's limit of four weeks. */
const MAX_MINUTES_BEFORE = 40_320;
/** Google's limit. */
const MAX_REMINDERS = 5;

/** Converts VALARMs to reminders. Google has no reminders after the start, so such alarms are left out. */
export function remindersOf(
  event: IcsComponent,
  times: EventTimes,
  calendarZone: string,
): Reminders {
  const alarms = event.children.filter(({ name }) => name === 'VALARM');
  if (alarms.length === 0) {
    return { useDefault: true };
  }
  const overrides = new Map<string, EventReminder>();
  for (const alarm of alarms) {
    const action = valueOf(alarm, 'ACTION')?.toUpperCase();
    const minutes = minutesBefore(alarm, times, calendarZone);
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
  { start, end }: EventTimes,
  calendarZone: string,
): number | undefined {
  const trigger = firstOf(alarm, 'TRIGGER');
  const begins = instant(start, calendarZone);
  const duration = durationOf(trigger?.value ?? '');
  if (duration) {
    const fromEnd = parameterOf(trigger, 'RELATED')?.toUpperCase() === 'END';
    const anchor = fromEnd ? instant(end, calendarZone) : begins;
    return Math.round((begins - anchor - millisecondsOf(duration)) / MINUTE_MS);
  }
  // An absolute time is in UTC by definition.
  const clock = writtenTimeOf(trigger?.value ?? '');
  return clock && Math.round((begins - clock.wall) / MINUTE_MS);
}

function instant(value: TimeValue, calendarZone: string): number {
  return value.kind === 'time' ? value.instant : instantOf(`${value.date}T00:00:00`, calendarZone);
}
