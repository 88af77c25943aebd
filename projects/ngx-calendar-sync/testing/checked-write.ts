import { type Observable, of } from 'rxjs';
import {
  type ɵEventWrite as EventWrite,
  type ɵPreparedWrite as PreparedWrite,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import { type GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { type GoogleEvent } from 'ngx-calendar-sync/google/start';
import {
  type ɵGoogleProvider as GoogleProvider,
  type ɵGoogleTypes as GoogleTypes,
} from 'ngx-calendar-sync/google/runtime';
import { ɵruled as ruled } from 'ngx-calendar-sync/google/writes';

/**
 * Fails with `invalid-event` where the library refuses to send this write to Google.
 * @param provider The real one, which maps the write.
 */
export function checkedWrite(
  write: EventWrite<GoogleTypes>,
  provider: GoogleProvider,
): Observable<unknown> {
  if (write.kind === 'insert') {
    const { googleEvent } = shownBy(provider.prepareWrite(write));
    return ruled(googleEvent, ({ checkedEvent }) => checkedEvent(googleEvent, write.draft));
  }
  if (write.kind === 'update' && write.seen) {
    const { changes, seen } = write;
    const before = seen.googleEvent;
    const patch = patchOf(before, shownBy(provider.prepareWrite(write)).googleEvent);
    return ruled(patch, ({ checkedPatch }) => checkedPatch(patch, changes, before), before);
  }
  return of(undefined);
}

/** The event as the app shows it until the write is answered. */
export function shownBy({ shown }: PreparedWrite<GoogleCalendarEvent>): GoogleCalendarEvent {
  if (shown.kind !== 'put') {
    throw new Error('An event was written, and a write without one was prepared.');
  }
  return shown.event;
}

/** The fields in which an event differs from what it was; `null` where one is gone. */
function patchOf(
  before: GoogleEvent,
  after: GoogleEvent,
): { readonly [Name in keyof GoogleEvent]?: unknown } {
  const old: Readonly<Record<string, unknown>> = { ...before };
  const removed = Object.fromEntries(Object.keys(old).map((name) => [name, null]));
  return Object.fromEntries(
    Object.entries<unknown>({ ...removed, ...after }).filter(
      ([name, value]) => !sameJson(value, old[name]),
    ),
  );
}
