/**
 * The part of Schedule-X 3 that the samples use, which are compiled against these types and never run.
 * @see https://schedule-x.dev/docs/calendar
 */
import type { Temporal } from 'temporal-polyfill';

export interface CalendarEventExternal {
  id: string | number;
  start: Temporal.ZonedDateTime | Temporal.PlainDate;
  end: Temporal.ZonedDateTime | Temporal.PlainDate;
  title?: string;
  description?: string;
  location?: string;
  calendarId?: string;
  _options?: { disableDND?: boolean; disableResize?: boolean };
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as the package declares it
  [property: string]: any;
}

export interface View {
  readonly name: string;
}

export interface CalendarApp {
  readonly events: { set(events: CalendarEventExternal[]): void };
}

export declare function createCalendar(
  config: {
    views: [View, ...View[]];
    events?: CalendarEventExternal[];
    timezone?: string;
    callbacks?: {
      beforeRender?: (app: {
        calendarState: {
          range: { value: { start: Temporal.ZonedDateTime; end: Temporal.ZonedDateTime } | null };
        };
      }) => void;
      onRangeUpdate?: (range: {
        start: Temporal.ZonedDateTime;
        end: Temporal.ZonedDateTime;
      }) => void;
      onEventUpdate?: (event: CalendarEventExternal) => void;
    };
  },
  plugins?: readonly object[],
): CalendarApp;

export declare function createViewWeek(): View;
export declare function createViewMonthGrid(): View;
