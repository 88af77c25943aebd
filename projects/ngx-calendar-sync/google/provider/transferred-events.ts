import { isPlatformServer } from '@angular/common';
import { inject, Injectable, makeStateKey, PLATFORM_ID, TransferState } from '@angular/core';
import type {
  TimeRange,
  ɵCalendarSession as CalendarSession,
  ɵKnownEvents as KnownEvents,
} from 'ngx-calendar-sync';
import type { GoogleCalendarEvent, GoogleTypes } from '../mapping/google-calendar-event';

/** As JSON keeps them. */
type TransferredList = Omit<KnownEvents<GoogleCalendarEvent>, 'range'> & {
  readonly range: TimeRange<string>;
};

const EVENTS_KEY = makeStateKey<readonly TransferredList[]>('ngx-calendar-sync events');

/**
 * The public events that the server has rendered: the browser's first rendering shows them, too, and does not ask for
 * them again. Nobody is signed in on the server, so nothing private is in the page.
 */
@Injectable()
export class TransferredEvents {
  readonly #state = inject(TransferState);
  readonly #isServer = isPlatformServer(inject(PLATFORM_ID));

  /** On the server: what this session shows when the page is written goes with it. */
  keepOf(session: CalendarSession<GoogleTypes>): void {
    if (!this.#isServer) {
      return;
    }
    this.#state.onSerialize(EVENTS_KEY, () =>
      session.knownEvents.map(({ range, ...list }) => ({
        ...list,
        range: { ...range, start: range.start.toISOString(), end: range.end.toISOString() },
      })),
    );
  }

  /** In the browser, once: what the server has sent. */
  take(): readonly KnownEvents<GoogleCalendarEvent>[] {
    const lists = this.#isServer ? [] : this.#state.get(EVENTS_KEY, []);
    this.#state.remove(EVENTS_KEY);
    return lists.map(({ range, ...list }) => ({
      ...list,
      range: { ...range, start: new Date(range.start), end: new Date(range.end) },
    }));
  }
}
