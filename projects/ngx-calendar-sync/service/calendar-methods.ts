import { toSignal } from '@angular/core/rxjs-interop';
import type { Observable } from 'rxjs';
import type { CommandOptions, FreeBusy, TimeRange } from 'ngx-calendar-sync/core';
import type { CalendarRuntime, ServiceTypes } from './calendar-runtime';
import { EventMethods } from './event-methods';

type CalendarOf<A extends ServiceTypes> = A['types']['calendar'];

/** The calendars of a service: which there are, and when they are taken. */
export abstract class CalendarMethods<
  A extends ServiceTypes,
  R extends CalendarRuntime<A>,
> extends EventMethods<A, R> {
  /** The account's calendars, also the hidden ones; none while nobody is signed in. */
  readonly calendars$: Observable<readonly CalendarOf<A>[]> = this.ɵruntime.live(
    ({ sessions }) => sessions.calendars$,
    () => [],
  );
  /** {@link calendars$} as a signal. */
  readonly calendars = toSignal(this.calendars$, { requireSync: true });

  /** By calendar id, what is possible there with the account's role and what it has granted: known before it is tried. */
  readonly capabilities$: Observable<ReadonlyMap<string, A['capabilities']>> = this.ɵruntime.live(
    ({ capabilities$ }) => capabilities$,
    () => new Map<string, A['capabilities']>(),
  );
  /** {@link capabilities$} as a signal. */
  readonly capabilities = toSignal(this.capabilities$, { requireSync: true });

  /**
   * The account's calendars as they are now, also the hidden ones; `calendars$` follows.
   * @throws CalendarSyncError `signed-out`, `insufficient-scopes`, `offline`, …; `script-failed` where the code of the library
   * could not be loaded
   */
  getCalendars(options?: CommandOptions): Promise<readonly CalendarOf<A>[]> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions }) => sessions.command(({ session }) => session.listCalendars(signal), signal),
      signal,
    );
  }

  /**
   * When calendars are taken; also those of which the account sees no more than that. The range may be of any length, and
   * there may be any number of calendars; the address of a group answers with its `members` as well. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date; `script-failed` or `offline`
   * where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
   * @see https://learn.microsoft.com/graph/api/calendar-getschedule
   */
  freeBusy(
    calendarIds: readonly string[],
    range: TimeRange<Date | string>,
    options?: CommandOptions,
  ): Promise<readonly FreeBusy[]> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions }) => sessions.freeBusy(calendarIds, range, signal),
      signal,
    );
  }
}
