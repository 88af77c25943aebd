import { inject } from '@angular/core';
import {
  type GoogleCalendarEvent,
  GoogleCalendarService,
  ɵLazyGoogle as LazyGoogle,
} from 'ngx-calendar-sync/google';
import { CalendarTesting } from './calendar-testing';
import type { EventInTest } from './fixtures';
import { InMemoryGoogle } from './in-memory-google';

/**
 * What a test lets happen, from outside the app, to an app that uses `provideCalendarSyncTesting`. Inject it.
 * @example
 * const testing = TestBed.inject(CalendarSyncTesting);
 * testing.put(anEvent('standup', { title: 'moved by a colleague' }));
 */
export class CalendarSyncTesting extends CalendarTesting<GoogleCalendarEvent, EventInTest> {
  /**
   * @param start When the sign-in starts, as the app's configuration has it.
   * @param signedIn Whether the account is signed in at the start, where that is with the app.
   */
  constructor(start: 'eager' | 'lazy', signedIn: boolean) {
    super({
      service: inject(GoogleCalendarService),
      behind: inject(LazyGoogle).current,
      memory: (injector) => injector.get(InMemoryGoogle),
      start,
      signedIn,
    });
  }
}
