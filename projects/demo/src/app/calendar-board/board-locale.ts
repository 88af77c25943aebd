import type { CalendarOptions } from '@fullcalendar/angular';
import { firstUsableLocale } from '../config/browser-locale';

interface WeekInfo {
  /** 1 is Monday, 7 is Sunday. */
  readonly firstDay: number;
}

interface LocaleWithWeek {
  getWeekInfo?(): WeekInfo;
  readonly weekInfo?: WeekInfo;
}

/** Dates, times and weeks as people of a locale are used to them; as in English where `Intl` does not take it. */
export function boardLocale(wanted: string): CalendarOptions {
  const locale = firstUsableLocale(wanted);
  const time = { hour: 'numeric', minute: '2-digit', meridiem: 'short' } as const;
  return {
    locale,
    firstDay: weekStart(locale),
    eventTimeFormat: time,
    slotHeaderFormat: { ...time, omitZeroMinute: countsTwelveHours(locale) },
  };
}

/** 0 for Sunday; Monday where the browser does not know. */
export function weekStart(locale: string): number {
  const known = new Intl.Locale(locale) as LocaleWithWeek;
  const { firstDay } = known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1 };
  return firstDay % 7;
}

function countsTwelveHours(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
}
