import { inject } from '@angular/core';
import {
  type OutlookCalendarEvent,
  OutlookCalendarService,
  ɵLazyOutlook as LazyOutlook,
} from 'ngx-calendar-sync/outlook';
import { ɵCalendarTesting as CalendarTesting } from 'ngx-calendar-sync/testing';
import { InMemoryOutlook } from './in-memory-outlook';
import type { OutlookEventInTest } from './outlook-fixtures';

/**
 * What a test lets happen, from outside the app, to an app that uses `provideOutlookCalendarTesting`. Inject it.
 * @example
 * const testing = TestBed.inject(OutlookCalendarTesting);
 * testing.put(anOutlookEvent('standup', { title: 'moved by a colleague' }));
 */
export class OutlookCalendarTesting extends CalendarTesting<
  OutlookCalendarEvent,
  OutlookEventInTest
> {
  /**
   * @param start When the sign-in starts, as the app's configuration has it.
   * @param signedIn Whether the account is signed in at the start, where that is with the app.
   */
  constructor(start: 'eager' | 'lazy', signedIn: boolean) {
    super({
      service: inject(OutlookCalendarService),
      behind: inject(LazyOutlook).current,
      memory: (injector) => injector.get(InMemoryOutlook),
      start,
      signedIn,
    });
  }
}
