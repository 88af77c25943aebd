import { toSignal } from '@angular/core/rxjs-interop';
import { type Observable, shareReplay } from 'rxjs';
import type { CommandOptions, FreeBusy, TimeRange } from 'ngx-calendar-sync/core';
import type { ɵOpenSession as OpenSession } from 'ngx-calendar-sync/sessions';
import type {
  CalendarCommands,
  CalendarOf,
  CalendarRuntime,
  ServiceTypes,
} from './calendar-runtime';
import { EventMethods } from './event-methods';

/** The calendars of a service: which there are, when they are taken, and what becomes of them. */
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
   * What the user has set in the provider's own app: zone, clock, language, and with Google the first day of the week.
   * `undefined` while nobody is signed in, until the provider has answered, and where the app may not read it (Google's
   * `calendar.settings.readonly`, which `calendar.readonly` includes; Microsoft's `MailboxSettings.Read`). It is read once for all
   * subscribers, and again after {@link sync}, {@link refresh} or a grant of more scopes; offline the last one stays. Its code is
   * loaded when somebody subscribes: it fails with `script-failed` where that cannot be done.
   * @example service.settings$.subscribe((settings) => (this.zone = settings?.timeZone));
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/settings/list
   * @see https://learn.microsoft.com/graph/api/user-get-mailboxsettings
   */
  readonly settings$: Observable<A['commands']['settings'] | undefined> = this.ɵruntime
    .whenLoaded(
      ({ sessions, calendarCommands }) =>
        sessions.lazyLive(calendarCommands, ({ settings }, open) => settings.settings$(open)),
      { loads: true },
    )
    .pipe(shareReplay({ bufferSize: 1, refCount: true }));

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

  /**
   * Makes a calendar that the account owns; `calendars$` has it at once. Sent once only: where the answer is lost
   * (`offline`, `unavailable`), the calendar may be there, and `calendars$` shows it. At Google its colour takes a second request:
   * where that one fails, the calendar is there all the same, so this resolves to it with the colour that Google has chosen,
   * and {@link updateCalendar} can set another. Outlook has nine colours, of which it gets the nearest.
   * @example const club = await service.createCalendar({ name: 'Chess club', color: '#7bd148' });
   * @throws CalendarSyncError `invalid-request` without a name, for what is no time zone or colour, or for what the provider's
   * calendars do not have; `duplicate` where Outlook has one of that name; `insufficient-scopes`, whose message names the scope to
   * pass to `requestScopes()`; what the provider refuses; `script-failed` or `offline` where the code of the library could not be
   * loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendars/insert
   * @see https://learn.microsoft.com/graph/api/user-post-calendars
   */
  createCalendar(
    draft: A['commands']['calendarDraft'],
    options?: CommandOptions,
  ): Promise<CalendarOf<A>> {
    return this.#lazy(
      ({ calendars }, open) => calendars.createCalendar(open, draft, options),
      options,
    );
  }

  /**
   * Renames a calendar, gives it another colour, at Google shows or hides it, and so on; `calendars$` and the colours of events
   * follow at once. What is left out stays. Where at Google what everybody sees and what the account alone sees both change, two
   * requests are sent: if the second fails, the first one has been done, and shows.
   * @example await service.updateCalendar(calendar.id, { name: 'Chess', color: 'seagreen' });
   * @throws CalendarSyncError `invalid-request` for an empty name of an own calendar, more than 5 reminders, what is no
   * time zone, colour or reminder, or what the provider's calendars do not have; `forbidden` for the description, location or zone
   * of somebody else's calendar; `duplicate` where Outlook has another one of that name; `not-found`; `insufficient-scopes`, whose
   * message names the scope to pass to `requestScopes()`; `script-failed` or `offline` where the code of the library could not be
   * loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendars/patch
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/patch
   * @see https://learn.microsoft.com/graph/api/calendar-update
   */
  updateCalendar(
    calendarId: string,
    changes: A['commands']['calendarChanges'],
    options?: CommandOptions,
  ): Promise<CalendarOf<A>> {
    return this.#lazy(
      ({ calendars }, open) => calendars.updateCalendar(open, calendarId, changes, options),
      options,
    );
  }

  /**
   * Deletes a calendar with all of its events, for everybody; they leave `calendars$` and the view at once. There is no way
   * back.
   * @example await service.deleteCalendar(calendar.id);
   * @throws CalendarSyncError `invalid-request` for the primary calendar; `forbidden` where the account does not own it;
   * `not-found`; `insufficient-scopes`, whose message names the scope to pass to `requestScopes()`; `script-failed` or `offline`
   * where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendars/delete
   * @see https://learn.microsoft.com/graph/api/calendar-delete
   */
  deleteCalendar(calendarId: string, options?: CommandOptions): Promise<void> {
    return this.#lazy(
      ({ calendars }, open) => calendars.deleteCalendar(open, calendarId, options),
      options,
    );
  }

  #lazy<V>(
    run: (commands: CalendarCommands<A>, open: OpenSession<A>) => Promise<V>,
    options?: CommandOptions,
  ): Promise<V> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions, calendarCommands }) => sessions.lazyCommand(calendarCommands, run, signal),
      signal,
    );
  }
}
