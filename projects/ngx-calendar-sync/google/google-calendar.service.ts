import { inject, Injectable } from '@angular/core';
import type { GoogleCalendarDiagnostics } from 'ngx-calendar-sync/google/runtime';
import { GoogleCalendarMethods } from './google-calendar-methods';
import { LazyGoogle } from './lazy-google';

/**
 * The user's Google calendars: who is signed in, which calendars there are, and the events in view. State comes as
 * an observable and as a signal of the same source; commands are promises that reject with a CalendarSyncError.
 */
@Injectable()
export class GoogleCalendarService extends GoogleCalendarMethods {
  constructor() {
    super(inject(LazyGoogle));
  }

  /**
   * What a bug report needs: states, versions, the last errors, statistics of the requests. No token, no account, no
   * name of a calendar and nothing of an event is in it.
   */
  diagnostics(): GoogleCalendarDiagnostics {
    return this.ɵreport((runtime, state, isReady) => runtime.diagnostics.report(state, isReady));
  }
}
