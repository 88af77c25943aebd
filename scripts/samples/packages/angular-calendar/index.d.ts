/**
 * The part of angular-calendar 0.32 that the samples use, which are compiled against these types and never run.
 * @see https://mattlewis92.github.io/angular-calendar/docs/
 */
import type { EventEmitter, Provider, ɵɵComponentDeclaration } from '@angular/core';

export interface CalendarEvent<Meta = unknown> {
  id?: string | number;
  start: Date;
  end?: Date;
  title: string;
  color?: { primary: string; secondary: string; secondaryText?: string };
  allDay?: boolean;
  draggable?: boolean;
  resizable?: { beforeStart?: boolean; afterEnd?: boolean };
  meta?: Meta;
}

export interface CalendarEventTimesChangedEvent<Meta = unknown> {
  event: CalendarEvent<Meta>;
  newStart: Date;
  newEnd?: Date;
  allDay?: boolean;
}

export declare abstract class DateAdapter {}

export declare function provideCalendar(dateAdapter: Provider): Provider[];

export declare class CalendarWeekViewComponent {
  viewDate: Date;
  events: CalendarEvent[];
  eventTimesChanged: EventEmitter<CalendarEventTimesChangedEvent<never>>;
  static ɵcmp: ɵɵComponentDeclaration<
    CalendarWeekViewComponent,
    'mwl-calendar-week-view',
    never,
    { viewDate: 'viewDate'; events: 'events' },
    { eventTimesChanged: 'eventTimesChanged' },
    never,
    never,
    true,
    never
  >;
}
