import { inject, Injector } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { combineLatest, map, type Observable, shareReplay } from 'rxjs';
import type { CommandOptions, FreeBusy, TimeRange } from 'ngx-calendar-sync';
import { AccountSessions } from './account-sessions';
import type { OpenSession } from './provider/open-session';
import type { CalendarCommands } from './commands/calendar-commands';
import { EventMethods } from './event-methods';
import { GoogleAuth } from './google-auth';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/account';
import type { GoogleCalendar } from './mapping/google-calendar-event';
import { type GoogleCalendarCapabilities, capabilitiesOf } from './provider/calendar-capabilities';

/** The calendars of `GoogleCalendarService`: which there are, and what can be done with them as a whole. */
export abstract class CalendarMethods extends EventMethods {
  readonly #auth = inject(GoogleAuth);
  readonly #sessions = inject(AccountSessions);
  readonly #commands = new LazyService(inject(Injector), () =>
    import('./commands/calendar-commands').then(
      ({ CalendarCommands }) =>
        () =>
          new CalendarCommands(),
    ),
  );

  /** The account's calendars; none while nobody is signed in. */
  readonly calendars$: Observable<readonly GoogleCalendar[]> = this.#sessions.live(
    (s) => s.calendars$,
  );
  /** {@link calendars$} as a signal. */
  readonly calendars = toSignal(this.calendars$, { requireSync: true });

  /** By calendar id, what is possible there with the account's role and what it has granted: known before it is tried. */
  readonly capabilities$: Observable<ReadonlyMap<string, GoogleCalendarCapabilities>> =
    combineLatest([this.calendars$, this.#auth.identity$]).pipe(
      map(([calendars, identity]) => capabilitiesOf(calendars, identity?.grantedScopes ?? [])),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  /** {@link capabilities$} as a signal. */
  readonly capabilities = toSignal(this.capabilities$, { requireSync: true });

  /**
   * The account's calendars as they are now; `calendars$` follows.
   * @throws CalendarSyncError `signed-out`, `insufficient-scopes`, `offline`, …
   */
  getCalendars(options?: CommandOptions): Promise<readonly GoogleCalendar[]> {
    const signal = options?.signal;
    return this.#sessions.command(({ session }) => session.listCalendars(signal), signal);
  }

  /**
   * When calendars are taken; also those of which the account sees no more than that. The range may be of any length, and
   * there may be any number of calendars; the address of a group answers with its `members` as well. Days are those of
   * {@link setView}.
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/freebusy/query
   */
  freeBusy(
    calendarIds: readonly string[],
    range: TimeRange<Date | string>,
    options?: CommandOptions,
  ): Promise<readonly FreeBusy[]> {
    return this.#sessions.freeBusy(calendarIds, range, options?.signal);
  }

  /**
   * Takes a calendar off the user's list. The calendar itself stays; one that the user owns cannot be taken off.
   * @example await service.unsubscribeCalendar(calendar.id);
   * @throws CalendarSyncError `not-found`, `forbidden`, `insufficient-scopes`
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/delete
   */
  unsubscribeCalendar(calendarId: string, options?: CommandOptions): Promise<void> {
    return this.#lazy(
      (commands, open) => commands.unsubscribeCalendar(open, calendarId, options),
      options,
    );
  }

  #lazy<R>(
    run: (commands: CalendarCommands, open: OpenSession) => Promise<R>,
    options?: CommandOptions,
  ): Promise<R> {
    return this.#sessions.lazyCommand(this.#commands, run, options?.signal);
  }
}
