import type { CalendarEvent } from '../model/calendar-event';
import type { CalendarSyncError } from '../model/calendar-sync-error';
import { inRange, type TimeRange } from '../model/time-range';
import { eventsOf, type EventWindow } from '../outbox/event-window';
import type { CalendarProviderTypes } from '../provider/calendar-provider';
import type { CopyState } from '../copy/local-copy';
import { type PendingWrite, withPendingWrites, withWrite } from '../outbox/pending-write';

/** All that a session knows; whatever it shows is derived from this. */
export interface SessionState<T extends CalendarProviderTypes> {
  readonly calendars: readonly T['calendar'][];
  readonly view: { readonly calendarIds: readonly string[]; readonly range: TimeRange } | undefined;
  /** By calendar id. */
  readonly windows: Windows<T['event']>;
  readonly pending: readonly PendingWrite<T['event']>[];
}

export type Windows<E extends CalendarEvent> = ReadonlyMap<string, EventWindow<E>>;

/** How far the view is with its events. */
export interface SyncState {
  readonly phase: 'idle' | 'loading';
  /** Of the calendars in the view: how many are done, and how many there are. */
  readonly calendarsDone: number;
  readonly calendars: number;
  /** Events that have arrived. */
  readonly events: number;
  /** By calendar id, why it could not be read; the others are not affected. */
  readonly errors: ReadonlyMap<string, CalendarSyncError>;
  /** Of the local copy, where the app keeps one. */
  readonly copy?: CopyState;
}

export function eventsInView<T extends CalendarProviderTypes>({
  view,
  windows,
  pending,
}: SessionState<T>): readonly T['event'][] {
  return view ? eventsOf(view.calendarIds, view.range, windows, pending) : [];
}

export function syncStateOf<T extends CalendarProviderTypes>({
  view,
  windows,
}: SessionState<T>): SyncState {
  const ids = view?.calendarIds ?? [];
  const inView = ids.map((id) => [id, windows.get(id)] as const);
  const calendarsDone = inView.filter(([, window]) => window && !window.loading).length;
  return {
    phase: calendarsDone === ids.length ? 'idle' : 'loading',
    calendarsDone,
    calendars: ids.length,
    events: inView.reduce((sum, [, window]) => sum + (window?.events.length ?? 0), 0),
    errors: new Map(
      inView.flatMap(([id, window]) => (window?.error ? [[id, window.error] as const] : [])),
    ),
  };
}

/** Whether events and progress of two states come from the same things. */
export function sameSources<T extends CalendarProviderTypes>(
  a: SessionState<T>,
  b: SessionState<T>,
): boolean {
  return a.view === b.view && a.windows === b.windows && a.pending === b.pending;
}

/** An event as the user sees it. */
export function shownEvent<T extends CalendarProviderTypes>(
  { windows, pending }: SessionState<T>,
  calendarId: string,
  eventId: string,
): T['event'] | undefined {
  const isIt = (event: T['event']) => event.id === eventId && event.calendarId === calendarId;
  const listed = windows.get(calendarId)?.events.filter(isIt) ?? [];
  return withPendingWrites(listed, pending).find(isIt);
}

/** The version that the provider has last told of an event, in its answer to a write or in a list. */
export function toldVersion<T extends CalendarProviderTypes>(
  { windows, pending }: SessionState<T>,
  calendarId: string,
  eventId: string,
): string | undefined {
  const written = pending.flatMap((write) => (write.kind === 'put' ? [write.event] : []));
  const listed = windows.get(calendarId)?.events ?? [];
  return [...listed, ...written]
    .filter((event) => event.id === eventId && event.calendarId === calendarId)
    .flatMap(({ version }) => version ?? [])
    .at(-1);
}

/** The windows once the provider has confirmed a write. */
export function written<E extends CalendarEvent>(
  windows: Windows<E>,
  calendarId: string,
  write: PendingWrite<E>,
): Windows<E> {
  const window = windows.get(calendarId);
  if (!window) {
    return windows;
  }
  const events = withWrite(window.events, write).filter((event) => inRange(event, window.range));
  return new Map(windows).set(calendarId, { ...window, events });
}

/** The windows with their events in the colours that they have by now; what stays the same is the same object. */
export function recolored<E extends CalendarEvent>(
  windows: Windows<E>,
  { recolor }: { readonly recolor?: (event: E) => E },
): Windows<E> {
  if (!recolor) {
    return windows;
  }
  return new Map(
    [...windows].map(([id, window]) => [id, { ...window, events: window.events.map(recolor) }]),
  );
}
