import type { CalendarEvent } from '../model/calendar-event';
import { type CalendarSyncError } from 'ngx-calendar-sync/base';
import type { CopyState } from '../provider/copy-state';
import type { EventWindows } from './event-window';

/** How far the events of the view have been loaded. */
export interface LoadingState {
  /** Whether a calendar of the view is being read. */
  readonly phase: 'idle' | 'loading';
  /** How many calendars of the view have been loaded, or could not be read. */
  readonly calendarsDone: number;
  /** How many calendars the view has. */
  readonly calendars: number;
  /** How many events have arrived. */
  readonly events: number;
  /** By calendar id, why a calendar could not be read. The others are not affected. */
  readonly errors: ReadonlyMap<string, CalendarSyncError>;
  /** How far the local copy is, where the app keeps one. */
  readonly copy?: CopyState;
}

export function loadingStateOf(
  calendarIds: readonly string[],
  windows: EventWindows<CalendarEvent>,
): LoadingState {
  const inView = calendarIds.map((id) => [id, windows.get(id)] as const);
  const calendarsDone = inView.filter(([, window]) => window && !window.loading).length;
  return {
    phase: calendarsDone === calendarIds.length ? 'idle' : 'loading',
    calendarsDone,
    calendars: calendarIds.length,
    events: inView.reduce((sum, [, window]) => sum + (window?.events.length ?? 0), 0),
    errors: new Map(
      inView.flatMap(([id, window]) => (window?.error ? [[id, window.error] as const] : [])),
    ),
  };
}
