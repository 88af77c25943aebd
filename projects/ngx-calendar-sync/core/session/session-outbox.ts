import type { Observable, SchedulerLike } from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import type { EventBackend } from '../provider/event-backend';
import type { Overlay, PreparedWrite, WriteTarget } from '../provider/event-write';

/** The writes of a session that its events do not show yet. The entry `core/outbox` has it. */
export interface SessionOutbox<E extends CalendarEvent> {
  /** In the order of the writes. */
  readonly overlays$: Observable<readonly Overlay<E>[]>;

  /** The event that the user sees, with the overlays on it; `undefined` where it is not in view. */
  seen(target: WriteTarget): E | undefined;

  /** Shows a write, sends it after the earlier ones of the same event or series, and gives the answer. */
  write(prepared: PreparedWrite<E>, signal?: AbortSignal): Promise<E | undefined>;

  /** Gives the events of the overlays their current colours. */
  recolor(recolor: (event: E) => E): void;
}

export interface OutboxContext<E extends CalendarEvent> {
  readonly backend: EventBackend<E, unknown>;
  /** The event as it was last read; `undefined` where it is not in view. */
  readonly read: (target: WriteTarget) => E | undefined;
  /** Sends a request; it is cancelled when the session ends or the signal is aborted. */
  readonly ask: <R>(request: Observable<R>, signal?: AbortSignal) => Promise<R>;
  readonly clock: SchedulerLike;
}

export type CreateOutbox<E extends CalendarEvent> = (context: OutboxContext<E>) => SessionOutbox<E>;
