import { inject, Injectable } from '@angular/core';
import type {
  ɵOutlookAccount as OutlookAccount,
  OutlookCalendarDiagnostics,
  OutlookCalendarEventDraft,
  ɵOutlookRuntime as OutlookRuntime,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import { ɵCalendarService as CalendarService } from 'ngx-calendar-sync/service';
import { LazyOutlook } from './lazy-outlook';

/**
 * The user's Outlook calendars, of a work or a personal account: who is signed in, which calendars there are, and the events in
 * view. State comes as an observable and as a signal of the same source; commands are promises that reject with a
 * CalendarSyncError. It has the words of `GoogleCalendarService`; what Outlook cannot do is in `capabilities$` and refused in words:
 * `disconnect()` rejects with `invalid-request`, since Microsoft lets only the user take a grant back, and so does `moveEvent()` of a
 * meeting.
 *
 * @example
 * ```ts
 * export class Week {
 *   private readonly outlook = inject(OutlookCalendarService);
 *   readonly events = this.outlook.events;
 *
 *   constructor() {
 *     this.outlook.setView({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-06-08' });
 *   }
 * }
 * ```
 */
@Injectable()
export class OutlookCalendarService extends CalendarService<OutlookAccount, OutlookRuntime> {
  constructor() {
    super(inject(LazyOutlook));
  }

  /**
   * What a bug report needs: states, versions, the last errors, statistics of the requests. No token, no account, no
   * name of a calendar and nothing of an event is in it.
   */
  diagnostics(): OutlookCalendarDiagnostics {
    return this.ɵreport((runtime, state, isReady) => runtime.diagnostics.report(state, isReady));
  }

  /** @internal What an app has written into Graph's own event, as a draft: for `outlookCalendarSync`. */
  ɵdraftOf(
    calendarId: string,
    resource: OutlookEvent,
    times: Partial<OutlookCalendarEventDraft>,
  ): Promise<Partial<OutlookCalendarEventDraft>> {
    return this.ɵruntime.command(({ sessions, eventCommands }) =>
      sessions.lazyCommand(eventCommands, (commands, open) =>
        commands.draftOf(open, calendarId, resource, times),
      ),
    );
  }
}
