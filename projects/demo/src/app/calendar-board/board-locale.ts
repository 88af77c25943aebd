import type { CalendarOptions } from '@fullcalendar/angular';
import { firstUsableLocale } from '../config/browser-locale';

interface WeekInfo {
  /** From 1 for Monday to 7 for Sunday. */
  readonly firstDay: number;
}

/** TypeScript's `Intl.Locale` has no week data; browsers have it as a method or as a property. */
interface LocaleWithWeek {
  getWeekInfo?(): WeekInfo;
  readonly weekInfo?: WeekInfo;
}

/** FullCalendar's options for the dates, times and weeks of a locale; of English if `Intl` does not accept the locale. */
export function boardLocale(requested: string): CalendarOptions {
  const locale = firstUsableLocale(requested);
  const timeFormat = { hour: 'numeric', minute: '2-digit', meridiem: 'short' } as const;
  return {
    locale,
    firstDay: firstDayOfWeek(locale),
    eventTimeFormat: timeFormat,
    slotHeaderFormat: { ...timeFormat, omitZeroMinute: usesTwelveHourClock(locale) },
  };
}

/** From 0 for Sunday to 6 for Saturday; Monday if the browser does not know it. */
export function firstDayOfWeek(locale: string): number {
  const intlLocale = new Intl.Locale(locale) as LocaleWithWeek;
  const { firstDay } = intlLocale.getWeekInfo?.() ?? intlLocale.weekInfo ?? { firstDay: 1 };
  return firstDay % 7;
}

function usesTwelveHourClock(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
}
