import type { CommandOptions, WriteOptions } from 'ngx-calendar-sync/core';
import type {
  ɵEventCommands as EventCommands,
  ɵGoogleAccount as GoogleAccount,
  ɵGoogleRuntime as GoogleRuntime,
  GoogleCalendarEvent,
  ɵOpenSession as OpenSession,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import {
  ɵasGiven as asGiven,
  ɵCalendarService as CalendarService,
} from 'ngx-calendar-sync/service';

/** What only Google can do with events, or does in its own way. */
export abstract class GoogleEventMethods extends CalendarService<GoogleAccount, GoogleRuntime> {
  /**
   * Adds the event that a sentence describes, as Google reads it: in English, or the language of the account. What Google
   * finds no time in takes place now. The text is a part of the URL of the request, as Google wants it. `events$` has the
   * event when the answer is there; a request whose answer is lost is not repeated, since that could add it twice.
   * @example await service.quickAdd('primary', 'Lunch with Ada tomorrow at noon');
   * @throws CalendarSyncError `invalid-request` for an empty text; `unavailable` or `offline` where the event may have been
   * added all the same; `forbidden`, …; `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/quickAdd
   */
  quickAdd(calendarId: string, text: string, options?: WriteOptions): Promise<GoogleCalendarEvent> {
    return this.#lazyWrite(
      (commands, open) => commands.quickAdd(open, calendarId, text, options),
      options,
    );
  }

  /**
   * Adds a copy of an event that exists elsewhere, in another calendar or program, without telling its guests. Google knows
   * it by its `iCalUID`: imported again it is replaced, unless its `sequence` is lower than before. `events$` has it when the
   * answer is there. A whole file is imported by `importIcs` of `ngx-calendar-sync/icalendar`.
   * @param event Google's resource with `iCalUID`, `start` and `end`; a series with its `recurrence`.
   * @example
   * await service.importEvent('primary', {
   *   iCalUID: 'launch-7@example.com',
   *   summary: 'Launch',
   *   start: { dateTime: '2026-06-01T12:00:00Z' },
   *   end: { dateTime: '2026-06-01T13:00:00Z' },
   * });
   * @throws CalendarSyncError `invalid-request` for an event without these, of another type than `default`, or that is one
   * occurrence of a series; also where Google refuses it, as an event with an `organizer` where the calendar is neither that
   * nor a guest; `forbidden`, …; `script-failed` or `offline` where the code of the library could not be loaded
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events/import
   */
  importEvent(
    calendarId: string,
    event: GoogleEvent,
    options?: CommandOptions,
  ): Promise<GoogleCalendarEvent> {
    const given = asGiven(event);
    return this.#lazyWrite(
      (commands, open) => commands.importEvent(open, calendarId, given, options),
      options,
    );
  }

  #lazyWrite<V>(
    run: (commands: EventCommands, open: OpenSession) => Promise<V>,
    options?: CommandOptions,
  ): Promise<V> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions, writingCommands }) => sessions.lazyCommand(writingCommands, run, signal),
      signal,
    );
  }
}
