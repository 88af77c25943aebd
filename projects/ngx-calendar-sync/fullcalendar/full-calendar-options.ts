import { DOCUMENT } from '@angular/common';
import { DestroyRef, ErrorHandler, inject, Injector, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { merge, Subject } from 'rxjs';
import type { TimeRange } from 'ngx-calendar-sync';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type {
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleCalendarService,
} from 'ngx-calendar-sync/google';
import { betweenDrags } from './between-drags';
import type {
  FullCalendarApi,
  FullCalendarChange,
  FullCalendarOptions,
  FullCalendarRange,
  FullCalendarTimes,
} from './full-calendar-types';
import { calendarEventOf, fullCalendarEvent } from './full-calendar-event';
import { hasOffset, instantIn, inWallTime } from './wall-time';

/** The id of the service's event source in FullCalendar. */
const SOURCE_ID = 'ngx-calendar-sync';

/** The times that the user has selected, as a draft of an event has them. */
export type SelectedTimes = Pick<GoogleCalendarEventDraft, 'start' | 'end' | 'allDay' | 'timeZone'>;

/** A new event, and where it goes. */
export type SelectedDraft = GoogleCalendarEventDraft & {
  /** By default the account's own calendar. */
  readonly calendarId?: string;
};

/** How an app binds FullCalendar to the service. */
export interface FullCalendarBinding {
  /**
   * The calendars to show, or a function of them, which may read signals. By default those that the user has switched on in
   * Google's own calendar.
   */
  readonly calendarIds?: readonly string[] | (() => readonly string[]);
  /**
   * The user has selected a time: returns the event to add, or a promise of it, as from a dialog, or `undefined` where none is
   * to be added. Without it no time can be selected.
   */
  readonly onSelect?: (
    times: SelectedTimes,
  ) => SelectedDraft | undefined | Promise<SelectedDraft | undefined>;
  /**
   * An event could not be added or changed: it is as it was before, on screen too. By default Angular's ErrorHandler gets the
   * error. A change that was given up (`cancelled`), as by a sign-out, is taken back too, and nothing is told.
   * @param error `errorText` of `ngx-calendar-sync` says it in words for the user.
   * @param event The event that could not be changed; `undefined` for one that could not be added.
   */
  readonly onError?: (error: CalendarSyncError, event?: GoogleCalendarEvent) => void;
  /** Needed outside of an injection context: the binding ends with this injector. */
  readonly injector?: Injector;
}

/**
 * Options that show the service's events in FullCalendar 6 or 7, and write what the user drags, resizes or selects there.
 *
 * What is on screen becomes the view of the service (`setView`), so that `events()` and `syncState()` are those of the screen;
 * events of others show as the service knows of them. A change shows at once. Where Google refuses it, the event jumps back.
 * Times are those of FullCalendar's option `timeZone`. While a pointer is down no events are replaced, since FullCalendar
 * would drop its drag then.
 *
 * They are plain options, for Angular's `<full-calendar>` and for `new Calendar(element, options)`. Your own `eventDrop`
 * replaces this one: call `google.eventDrop(change)` in it. So it is with each of them.
 *
 * @example
 * ```ts
 * @Component({
 *   imports: [FullCalendarModule],
 *   template: `<full-calendar [options]="options" />`,
 * })
 * export class CalendarPage {
 *   readonly problem = signal('');
 *   readonly options: CalendarOptions = {
 *     plugins: [themePlugin, timeGridPlugin, interactionPlugin],
 *     initialView: 'timeGridWeek',
 *     ...fullCalendarOptions(inject(GoogleCalendarService), {
 *       onSelect: (times) => ({ ...times, title: 'New event' }),
 *       onError: async (error) => this.problem.set(await errorText(error)),
 *     }),
 *   };
 * }
 * ```
 * @example
 * ```ts
 * const google = fullCalendarOptions(service, { calendarIds: () => this.shownIds(), injector });
 * new Calendar(element, {
 *   plugins: [timeGridPlugin, interactionPlugin],
 *   ...google,
 *   datesSet: (dates) => {
 *     google.datesSet(dates);
 *     this.title.set(dates.view.title);
 *   },
 * }).render();
 * ```
 */
export function fullCalendarOptions(
  service: GoogleCalendarService,
  binding: FullCalendarBinding = {},
): FullCalendarOptions {
  const { injector = inject(Injector), onSelect, calendarIds } = binding;
  const errors = injector.get(ErrorHandler);
  const range = signal<TimeRange<string> | undefined>(undefined, { equal: isSameRange });
  let calendar: FullCalendarApi | undefined;

  const idsNow =
    typeof calendarIds === 'function' ? calendarIds : () => calendarIds ?? idsSwitchedOn(service);
  service.setView(
    () => {
      const dates = range();
      return dates && { ...dates, calendarIds: idsNow() };
    },
    { injector },
  );

  const showRange = ({ startStr: start, endStr: end, timeZone }: FullCalendarRange) => {
    range.set({ start, end, timeZone: zoneNamed(timeZone) });
  };

  const refused$ = new Subject<CalendarSyncError>();
  betweenDrags(merge(service.events$, refused$), injector.get(DOCUMENT))
    .pipe(takeUntilDestroyed(injector.get(DestroyRef)))
    .subscribe(() => {
      calendar?.getEventSourceById(SOURCE_ID)?.refetch();
    });

  const fail = (thrown: unknown, event?: GoogleCalendarEvent) => {
    const error = CalendarSyncError.from(thrown);
    // Not FullCalendar's `revert`, which would add the old event to those that the service has shown since the drag.
    refused$.next(error);
    if (error.code === 'cancelled') {
      // The app has aborted it, or somebody has signed out: the user need not be told.
      return;
    }
    if (binding.onError) {
      binding.onError(error, event);
    } else {
      errors.handleError(error);
    }
  };

  const save = ({ event }: FullCalendarChange) => {
    const changed = calendarEventOf(event);
    if (!changed) {
      return;
    }
    const times = instantsOf(event, range()?.timeZone);
    service.updateEvent(changed.calendarId, { ...changed, ...times }).catch((error: unknown) => {
      fail(error, changed);
    });
  };

  const add = async (times: SelectedTimes, unselect: () => void) => {
    try {
      const draft = await onSelect?.(times);
      unselect();
      if (draft) {
        const { calendarId = 'primary', ...event } = draft;
        await service.addEvent(calendarId, event);
      }
    } catch (error) {
      unselect();
      fail(error);
    }
  };

  return {
    eventSources: [
      {
        id: SOURCE_ID,
        events: (fetched, show) => {
          // When the option `timeZone` changes, FullCalendar 6 asks for the events and does not call `datesSet`.
          showRange(fetched);
          const events = service.events().map(fullCalendarEvent);
          // Without a plug-in for zones FullCalendar 6 cannot compute the times of a named zone: it shows those of each
          // text, and an event that is dragged over a change of the clocks would keep the offset of its text.
          const needsWallTime = !hasOffset(fetched.startStr);
          show(needsWallTime ? events.map(inWallTime(zoneNamed(fetched.timeZone))) : events);
        },
      },
    ],
    selectable: onSelect !== undefined,
    selectAllow: () => service.calendars().some(({ writable }) => writable),
    datesSet: (dates) => {
      ({ calendar } = dates.view);
      showRange(dates);
    },
    select: (selection) => {
      const { calendar: selecting } = selection.view;
      void add(timesOf(selection, range()?.timeZone), () => {
        selecting.unselect();
      });
    },
    eventDrop: save,
    eventResize: save,
  };
}

/** Times that do not say in which zone they are, so that an event which is dragged keeps its own. */
function instantsOf(
  times: FullCalendarTimes,
  timeZone: string | undefined,
): Omit<SelectedTimes, 'timeZone'> {
  const { startStr: start, endStr: end, allDay } = times;
  if (allDay || hasOffset(start) || timeZone === undefined) {
    return { start, end, allDay };
  }
  const started = instantIn(timeZone, start);
  const ended = end && instantIn(timeZone, end);
  // Where the change of the clocks skips a part of it, it would end as it starts.
  const length = Date.parse(`${end}Z`) - Date.parse(`${start}Z`);
  return ended && length > 0 && ended <= started
    ? { start: started, end: new Date(Date.parse(started) + length).toISOString(), allDay }
    : { start: started, end: ended, allDay };
}

/** Without a plug-in for zones FullCalendar 6 writes the times of a named zone without an offset. */
function timesOf(
  { startStr: start, endStr: end, allDay }: FullCalendarTimes,
  timeZone: string | undefined,
): SelectedTimes {
  return {
    start,
    end,
    allDay,
    ...(allDay || hasOffset(start) || timeZone === undefined ? {} : { timeZone }),
  };
}

function idsSwitchedOn(service: GoogleCalendarService): readonly string[] {
  return service
    .calendars()
    .filter(({ selected, hidden }) => selected && !hidden)
    .map(({ id }) => id);
}

function isSameRange(a?: TimeRange<string>, b?: TimeRange<string>): boolean {
  return a?.start === b?.start && a?.end === b?.end && a?.timeZone === b?.timeZone;
}

/** The zone that FullCalendar's option `timeZone` names. */
function zoneNamed(timeZone: string): string {
  return timeZone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : timeZone;
}
