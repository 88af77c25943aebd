import type { Reminder, Reminders } from 'ngx-calendar-sync';
import { appLocale } from '../language/app-locale';
import { pluralText } from '../language/plural-text';

/** The forms of each unit's counts as they stand in `reminders.before`, and its length in minutes. */
const UNITS = [
  [$localize`:@@reminders.weeks:one {# week} other {# weeks}`, 7 * 24 * 60],
  [$localize`:@@reminders.days:one {# day} other {# days}`, 24 * 60],
  [$localize`:@@reminders.hours:one {# hour} other {# hours}`, 60],
  [$localize`:@@reminders.minutes:one {# minute} other {# minutes}`, 1],
] as const;

/** When a reminder comes, as in `1 hour 30 minutes before` or `at the start`. */
export function reminderTimeText(minutes: number): string {
  let rest = minutes;
  const parts = UNITS.flatMap(([forms, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count > 0 ? [pluralText(forms, count)] : [];
  });
  if (parts.length === 0) {
    return $localize`:@@reminders.atStart:at the start`;
  }
  const duration = new Intl.ListFormat(appLocale(), { type: 'unit', style: 'narrow' });
  return $localize`:@@reminders.before:${duration.format(parts)}:DURATION: before`;
}

/** The reminders of an event, as in `10 minutes before; 1 day before, by e-mail`. */
export function remindersText(
  reminders: Reminders | undefined,
  calendarReminders: readonly Reminder[],
): string {
  const own = reminders && !reminders.useDefault ? (reminders.overrides ?? []) : calendarReminders;
  return own.length > 0
    ? own.map(reminderText).join($localize`:@@reminders.separator:; `)
    : $localize`:@@reminders.none:None`;
}

function reminderText({ method, minutes }: Reminder): string {
  const time = reminderTimeText(minutes);
  return method === 'email' ? $localize`:@@reminders.byEmail:${time}:TIME:, by e-mail` : time;
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
