import type {
  WireCalendarListEntry,
  WireEventReminder,
} from '../discovery/wire-types.generated.ts';
import {
  cannotUseDefaultRemindersAndSpecifyOverride,
  eventRemindersCountExceedsLimit,
  required,
} from './api-error.ts';
import type { EventResource } from './event-resource.ts';

const MAX_REMINDERS = 5;
/** Four weeks. */
const MAX_REMINDER_MINUTES = 40_320;
const METHODS: ReadonlySet<string> = new Set(['email', 'popup']);

/**
 * The reminders of an event as Google stores them.
 * @throws ApiError 400 for more than five reminders, one without minutes, or own ones together with the default ones.
 */
export function normalizedEventReminders({
  useDefault,
  overrides,
}: NonNullable<EventResource['reminders']>): NonNullable<EventResource['reminders']> {
  if (useDefault && overrides && overrides.length > 0) {
    throw cannotUseDefaultRemindersAndSpecifyOverride();
  }
  const kept = normalizedReminders(overrides ?? []);
  return {
    ...(typeof useDefault === 'boolean' ? { useDefault } : overrides && { useDefault: false }),
    ...(kept.length > 0 && { overrides: kept }),
  };
}

/**
 * The given reminders as Google stores them: it moves minutes into the range, and drops other methods than mail and
 * popup, and repetitions. This is observed at Google, and not documented.
 * @throws ApiError 400 for more than five reminders, or one without minutes.
 */
export function normalizedReminders(
  reminders: readonly WireEventReminder[],
): NonNullable<WireCalendarListEntry['defaultReminders']> {
  if (reminders.length > MAX_REMINDERS) {
    throw eventRemindersCountExceedsLimit();
  }
  const kept = new Map<string, WireEventReminder>();
  for (const { method, minutes } of reminders) {
    if (typeof minutes !== 'number') {
      throw required('Missing reminder minutes.');
    }
    if (method && METHODS.has(method)) {
      const inRange = Math.min(Math.max(minutes, 0), MAX_REMINDER_MINUTES);
      kept.set(`${method} ${inRange}`, { method, minutes: inRange });
    }
  }
  return [...kept.values()];
}
