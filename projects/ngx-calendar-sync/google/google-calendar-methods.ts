import { type Observable, shareReplay } from 'rxjs';
import type { CommandOptions, WriteOptions } from 'ngx-calendar-sync/core';
import type {
  ɵOpenSession as OpenSession,
  ɵCalendarCommands as CalendarCommands,
  GoogleAccessRule,
  GoogleCalendarColors,
  GoogleCalendarListChanges,
  GoogleEventLabelColor,
  GoogleEventLabelDraft,
  GoogleCalendar,
} from 'ngx-calendar-sync/google/runtime';
import { GoogleEventMethods } from './google-event-methods';

/** What can be done with Google's calendars as a whole. */
export abstract class GoogleCalendarMethods extends GoogleEventMethods {
  /**
   * The colours that calendars and events can have, with Google's names in English, and the labels of calendars as they
   * become known. It emits Google's usual colours at once, and those that Google answers when they differ. Its code is
   * loaded when somebody subscribes: it fails with `script-failed` where that cannot be done.
   * @example colors = toSignal(service.colors$); // eventColors: [{ id: '1', name: 'Lavender', color: '#a4bdfc', … }, …]
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/colors
   */
  readonly colors$: Observable<GoogleCalendarColors> = this.ɵruntime
    .whenLoaded(
      ({ sessions, calendarCommands }) =>
        sessions.lazyLive(calendarCommands, ({ colors }, open) => colors.colors$(open)),
      { loads: true },
    )
    .pipe(shareReplay({ bufferSize: 1, refCount: true }));

  /**
   * Puts a calendar on the account's list: one that somebody shares with the account, or a public one. One that is on the
   * list already gets the changes alone.
   * @example await service.subscribeCalendar('en.german#holiday@group.v.calendar.google.com', { selected: true });
   * @throws CalendarSyncError `invalid-request` for an empty id, or what is no colour or reminder; `not-found` where there is
   * no such calendar or the account may not see it; `insufficient-scopes`, whose message names the scope to pass to
   * `requestScopes()`; `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/insert
   */
  subscribeCalendar(
    calendarId: string,
    changes?: GoogleCalendarListChanges,
    options?: CommandOptions,
  ): Promise<GoogleCalendar> {
    return this.#lazy(
      ({ calendars }, open) => calendars.subscribeCalendar(open, calendarId, changes, options),
      options,
    );
  }

  /**
   * Takes a calendar off the account's list; its events leave the view at once. The calendar itself stays.
   * @example await service.unsubscribeCalendar(calendar.id);
   * @throws CalendarSyncError `invalid-request` for a calendar that belongs to the account, such as the primary one;
   * `not-found`; `forbidden`; `insufficient-scopes`, whose message names the scope to pass to `requestScopes()`;
   * `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList/delete
   */
  unsubscribeCalendar(calendarId: string, options?: CommandOptions): Promise<void> {
    return this.#lazy(
      ({ calendars }, open) => calendars.unsubscribeCalendar(open, calendarId, options),
      options,
    );
  }

  /**
   * Who may do what in a calendar: all of its access rules.
   * @example const rules = await service.getAccessRules('primary');
   * @throws CalendarSyncError `not-found`; `forbidden` for a calendar that the account cannot change; `insufficient-scopes`,
   * whose message names the scope to pass to `requestScopes()`; `script-failed` or `offline` where the code of the library
   * could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/acl/list
   */
  getAccessRules(
    calendarId: string,
    options?: CommandOptions,
  ): Promise<readonly GoogleAccessRule[]> {
    return this.#lazy(
      ({ access }, open) => access.getAccessRules(open, calendarId, options),
      options,
    );
  }

  /**
   * Shares a calendar, or changes how it is shared: the rule takes the place of the one that its scope had. Google tells the
   * user by e-mail where `sendUpdates`, here or in the configuration, is `all`, and else nobody.
   * @example
   * await service.setAccessRule(calendar.id, { scope: { type: 'user', value: 'ada@example.com' }, role: 'reader' });
   * @example await service.setAccessRule(calendar.id, { scope: { type: 'default' }, role: 'freeBusyReader' }); // public
   * @throws CalendarSyncError `invalid-request` for another role or type of scope, or a scope without an address or name;
   * `forbidden` where the account does not own the calendar; `not-found`; `insufficient-scopes`, whose message names the scope
   * to pass to `requestScopes()`; `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/acl/insert
   */
  setAccessRule(
    calendarId: string,
    rule: Omit<GoogleAccessRule, 'id'>,
    options?: WriteOptions,
  ): Promise<GoogleAccessRule> {
    return this.#lazy(
      ({ access }, open) => access.setAccessRule(open, calendarId, rule, options),
      options,
    );
  }

  /**
   * Takes an access rule away. It is looked for first, so that a deletion whose answer is lost is told from a wrong id.
   * @param ruleId The `id` of a rule from {@link getAccessRules}.
   * @example await service.deleteAccessRule(calendar.id, 'user:ada@example.com');
   * @throws CalendarSyncError `invalid-request` for an empty id; `not-found` where there is no such rule; `forbidden`;
   * `insufficient-scopes`, whose message names the scope to pass to `requestScopes()`; `script-failed` or `offline` where
   * the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/acl/delete
   */
  deleteAccessRule(calendarId: string, ruleId: string, options?: CommandOptions): Promise<void> {
    return this.#lazy(
      ({ access }, open) => access.deleteAccessRule(open, calendarId, ruleId, options),
      options,
    );
  }

  /**
   * Replaces the labels that a calendar has for its events: one without an `id` is new, one with an `id` is renamed or
   * recoloured, and one that is left out is deleted. `colors$` and the colours of events follow.
   * @example
   * const labels = await service.setEventLabels('primary', [{ name: 'Focus', color: '#8e24aa' }]);
   * await service.setEventLabels('primary', labels.map(({ id }) => ({ id, name: 'Deep work' }))); // keeps the colour
   * @throws CalendarSyncError `invalid-request` for more than 200 labels, a new one without a colour, what is no colour, an id
   * that is not a UUID or comes twice, or a name of more than 50 characters; `forbidden` where the account does not own the
   * calendar; `not-found`; `insufficient-scopes`, whose message names the scope to pass to `requestScopes()`;
   * `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendars/patch
   */
  setEventLabels(
    calendarId: string,
    labels: readonly GoogleEventLabelDraft[],
    options?: CommandOptions,
  ): Promise<readonly GoogleEventLabelColor[]> {
    return this.#lazy(
      ({ colors }, open) => colors.setEventLabels(open, calendarId, labels, options),
      options,
    );
  }

  #lazy<V>(
    run: (commands: CalendarCommands, open: OpenSession) => Promise<V>,
    options?: CommandOptions,
  ): Promise<V> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions, calendarCommands }) => sessions.lazyCommand(calendarCommands, run, signal),
      signal,
    );
  }
}
