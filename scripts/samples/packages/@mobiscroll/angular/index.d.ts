/**
 * The part of Mobiscroll's API that the samples use, with the names and types of its documentation. Mobiscroll is not in the
 * public registry, so the samples are only compiled against these types and never run.
 * @see https://mobiscroll.com/docs/angular/eventcalendar/api
 */
import type { EventEmitter, ɵɵComponentDeclaration, ɵɵNgModuleDeclaration } from '@angular/core';

export interface MbscCalendarEvent {
  id?: string | number;
  title?: string;
  start?: Date | string | object;
  end?: Date | string | object;
  allDay?: boolean;
  color?: string;
  editable?: boolean;
}

export interface MbscEventUpdatedEvent {
  event: MbscCalendarEvent;
  oldEvent: MbscCalendarEvent;
}

export interface MbscPageLoadingEvent {
  firstDay: Date;
  lastDay: Date;
}

export declare class MbscEventcalendar {
  data?: MbscCalendarEvent[];
  dragToMove?: boolean;
  dragToResize?: boolean;
  exclusiveEndDates?: boolean;
  onEventUpdated: EventEmitter<MbscEventUpdatedEvent>;
  onPageLoading: EventEmitter<MbscPageLoadingEvent>;
  static ɵcmp: ɵɵComponentDeclaration<
    MbscEventcalendar,
    'mbsc-eventcalendar',
    never,
    {
      data: 'data';
      dragToMove: 'dragToMove';
      dragToResize: 'dragToResize';
      exclusiveEndDates: 'exclusiveEndDates';
    },
    { onEventUpdated: 'onEventUpdated'; onPageLoading: 'onPageLoading' },
    never,
    never,
    false,
    never
  >;
}

export declare class MbscModule {
  static ɵmod: ɵɵNgModuleDeclaration<
    MbscModule,
    [typeof MbscEventcalendar],
    never,
    [typeof MbscEventcalendar]
  >;
}
