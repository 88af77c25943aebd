import type { ɵɵComponentDeclaration } from '@angular/core';
import type { CalendarApp } from '@schedule-x/calendar';

export declare class CalendarComponent {
  calendarApp: CalendarApp;
  static ɵcmp: ɵɵComponentDeclaration<
    CalendarComponent,
    'sx-calendar',
    never,
    { calendarApp: { alias: 'calendarApp'; required: false } },
    Record<string, never>,
    never,
    never,
    true,
    never
  >;
}
