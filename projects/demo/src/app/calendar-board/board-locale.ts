import type { CalendarOptions } from '@fullcalendar/angular';
import { firstUsableLocale } from '../language/app-locale';
import { pluralText } from '../language/plural-text';

interface WeekInfo {
  /** From 1 for Monday to 7 for Sunday. */
  readonly firstDay: number;
}

/** TypeScript's `Intl.Locale` has no week data; browsers have it as a method or as a property. */
interface LocaleWithWeek {
  getWeekInfo?(): WeekInfo;
  readonly weekInfo?: WeekInfo;
}

/**
 * FullCalendar's options for the dates, times and weeks of a locale, and its texts; of English if `Intl` does not accept the
 * locale. FullCalendar's own translations lack what screen readers say.
 */
export function boardLocale(requested: string, direction: 'ltr' | 'rtl' = 'ltr'): CalendarOptions {
  const locale = firstUsableLocale(requested);
  const timeFormat = {
    hour: 'numeric',
    minute: '2-digit',
    // FullCalendar would remove the space between time and meridiem in other languages, too.
    ...(locale.startsWith('en') ? ({ meridiem: 'short' } as const) : {}),
  } as const;
  return {
    locale,
    direction,
    allDayText: $localize`:@@calendarBoard.allDay:All-day`,
    closeHint: $localize`:@@calendarBoard.close:Close`,
    eventsHint: $localize`:@@calendarBoard.events:Events`,
    moreLinkText: (count) => $localize`:@@calendarBoard.more:+${count}:COUNT: more`,
    moreLinkHint: (count) =>
      pluralText(
        $localize`:@@calendarBoard.showMore:one {Show # more event} other {Show # more events}`,
        count,
      ),
    navLinkHint: $localize`:@@calendarBoard.goToDay:Go to ${'$0'}:DAY:`,
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
