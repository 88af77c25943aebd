import type { Reminder, Reminders } from 'ngx-calendar-sync';

const UNITS = [
  ['week', 7 * 24 * 60],
  ['day', 24 * 60],
  ['hour', 60],
  ['minute', 1],
] as const;

/** When a reminder comes, as in `1 hour 30 minutes before` or `at the start`. */
export function reminderTimeText(minutes: number): string {
  let rest = minutes;
  const parts = UNITS.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? [`${count} ${unit}${count === 1 ? '' : 's'}`] : [];
  });
  return parts.length > 0 ? `${parts.join(' ')} before` : 'at the start';
}

/** The reminders of an event, as in `10 minutes before; 1 day before, by e-mail`. */
export function remindersText(
  reminders: Reminders | undefined,
  calendarReminders: readonly Reminder[],
): string {
  const own = reminders && !reminders.useDefault ? (reminders.overrides ?? []) : calendarReminders;
  return own.length > 0 ? own.map(reminderText).join('; ') : 'None';
}

function reminderText({ method, minutes }: Reminder): string {
  return `${reminderTimeText(minutes)}${method === 'email' ? ', by e-mail' : ''}`;
}

/** The reminders of a calendar, without those that come in ways that Google has given up. */
export function calendarRemindersOf(
  reminders: readonly { readonly method?: string; readonly minutes?: number }[] | undefined,
): readonly Reminder[] {
  return (reminders ?? []).flatMap(({ method, minutes }) =>
    (method === 'popup' || method === 'email') && minutes !== undefined
      ? [{ method, minutes }]
      : [],
  );
}
