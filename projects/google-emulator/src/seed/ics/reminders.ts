import type { WireEvent, WireEventReminder } from '../../discovery/wire-types.generated.ts';
import ICAL from 'ical.js';

import { instantOf } from '../civil-time.ts';
import type { EventSpan } from './event-span.ts';
import type { TimeValue } from './time-value.ts';
import { parameterOf } from './raw-value.ts';

type Reminders = NonNullable<WireEvent['reminders']>;

const minute = 60_000;
/** Four weeks, the longest Google takes. */
const longest = 40_320;
/** The most Google takes. */
const most = 5;

/** VALARMs as reminders. Alarms after the start have no counterpart and are left out. */
export function remindersOf(
  event: ICAL.Component,
  span: EventSpan,
  calendarZone: string,
): Reminders {
  const alarms = event.getAllSubcomponents('valarm');
  if (alarms.length === 0) {
    return { useDefault: true };
  }
  const overrides = new Map<string, WireEventReminder>();
  for (const alarm of alarms) {
    const action = String(alarm.getFirstPropertyValue('action')).toUpperCase();
    const minutes = minutesBefore(alarm, span, calendarZone);
    if (action === 'NONE' || minutes === undefined || minutes < 0 || minutes > longest) {
      continue;
    }
    const method = action === 'EMAIL' ? 'email' : 'popup';
    overrides.set(`${method} ${minutes}`, { method, minutes });
  }
  return { useDefault: false, overrides: [...overrides.values()].slice(0, most) };
}

function minutesBefore(
  alarm: ICAL.Component,
  { start, end }: EventSpan,
  calendarZone: string,
): number | undefined {
  const property = alarm.getFirstProperty('trigger');
  const trigger = property?.getFirstValue();
  const begins = instant(start, calendarZone);
  if (trigger instanceof ICAL.Duration) {
    const fromEnd = parameterOf(property, 'related')?.toUpperCase() === 'END';
    const anchor = fromEnd ? instant(end, calendarZone) : begins;
    return Math.round((begins - anchor) / minute - trigger.toSeconds() / 60);
  }
  if (trigger instanceof ICAL.Time) {
    return Math.round((begins - trigger.toJSDate().getTime()) / minute);
  }
  return undefined;
}

function instant(value: TimeValue, calendarZone: string): number {
  return value.kind === 'time' ? value.instant : instantOf(`${value.date}T00:00:00`, calendarZone);
}
