import type { CalendarEvent } from '../model/calendar-event';
import type { CalendarSyncError } from '../model/calendar-sync-error';
import type { CopyState } from '../copy/local-copy';
import type { EventWindows } from './event-window';

/** How far the view is with its events. */
export interface LoadingState {
  readonly phase: 'idle' | 'loading';
  /** Of the calendars in the view: how many are done, and how many there are. */
  readonly calendarsDone: number;
  readonly calendars: number;
  /** Events that have arrived. */
  readonly events: number;
  /** By calendar id, why it could not be read; the others are not affected. */
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
